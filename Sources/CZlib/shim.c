#include "CZlib.h"

// 15 bits of window, and 16 more to say "with gzip's head and trailer" (zlib.h, deflateInit2).
enum { GZIP_WINDOW_BITS = 15 + 16, MEMORY_LEVEL = 8 };

int salient_gzip_deflate_init(z_stream *stream, int level) {
  return deflateInit2(stream, level, Z_DEFLATED, GZIP_WINDOW_BITS, MEMORY_LEVEL, Z_DEFAULT_STRATEGY);
}

int salient_gzip_inflate_init(z_stream *stream) { return inflateInit2(stream, GZIP_WINDOW_BITS); }
