// What Salient uses of zlib. deflateInit2 and inflateInit2 are macros that add the version and the size of
// z_stream for zlib's own check; Swift cannot see macros with arguments, so they get a typed name here.
#pragma once
#include <zlib.h>

/// deflateInit2 for one gzip member: method deflate, default window, memory level 8, default strategy.
int salient_gzip_deflate_init(z_stream *stream, int level);

/// inflateInit2 for one gzip member; a zlib stream is refused.
int salient_gzip_inflate_init(z_stream *stream);
