#include "FuzzDriver.h"

// Swift's fuzzed function, and libFuzzer's own main, which takes the place of the program's: SwiftPM gives that the name of
// its target. In each program one of the functions below is called, the others lie idle.
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count);
int LLVMFuzzerRunDriver(int *count, char ***arguments, int (*one)(const uint8_t *, size_t));

static int run(int count, char **arguments) {
  return LLVMFuzzerRunDriver(&count, &arguments, LLVMFuzzerTestOneInput);
}

int FuzzArchiveReader_main(int count, char **arguments) { return run(count, arguments); }
int FuzzArticleExtraction_main(int count, char **arguments) { return run(count, arguments); }
int FuzzFeedParsing_main(int count, char **arguments) { return run(count, arguments); }
