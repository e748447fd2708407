#include <stddef.h>
#include <stdint.h>
#include "FuzzDriver.h"

// SwiftPM gives an executable's main the name of its target; libFuzzer's own main takes its place here, and calls what
// Swift exports under the name that libFuzzer knows.
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count);
int LLVMFuzzerRunDriver(int *count, char ***arguments, int (*one)(const uint8_t *, size_t));

int FuzzArchiveReader_main(int count, char **arguments) {
  return LLVMFuzzerRunDriver(&count, &arguments, LLVMFuzzerTestOneInput);
}
