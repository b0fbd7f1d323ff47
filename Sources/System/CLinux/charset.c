#define _GNU_SOURCE
#include "CLinux.h"
#include <errno.h>
#include <iconv.h>

int plumb_convert(
    const char *to, const char *from, const uint8_t *input, size_t length, uint8_t *output, size_t room,
    size_t *written) {
    iconv_t open = iconv_open(to, from);
    if (open == (iconv_t)-1) return -errno;
    char *in = (char *)input, *out = (char *)output;
    size_t left = length, free = room;
    // The second call ends what has a state with its way back to the first one.
    size_t done = iconv(open, &in, &left, &out, &free);
    if (done != (size_t)-1) done = iconv(open, 0, 0, &out, &free);
    int failed = done == (size_t)-1 ? errno : done > 0 ? EILSEQ : 0;
    iconv_close(open);
    *written = room - free;
    return -failed;
}
