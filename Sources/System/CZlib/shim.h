#pragma once
#include <zlib.h>

/// deflateInit2 with gzip framing (RFC 1952).
static inline int plumb_gzip_init(z_stream *stream, int level) {
    return deflateInit2(stream, level, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
}
