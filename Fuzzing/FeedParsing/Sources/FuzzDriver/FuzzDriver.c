#include "FuzzDriver.h"

// Swift's fuzzed function, and libFuzzer's own main. SwiftPM renames the executable's main, so it is written here.
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count);
int LLVMFuzzerRunDriver(int *count, char ***arguments, int (*one)(const uint8_t *, size_t));

int FuzzFeedParsing_main(int count, char **arguments) {
  return LLVMFuzzerRunDriver(&count, &arguments, LLVMFuzzerTestOneInput);
}
