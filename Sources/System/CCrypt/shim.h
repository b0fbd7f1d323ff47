#pragma once
#include <crypt.h>
#include <stdlib.h>
#include <string.h>

/// bcrypt of a text that ends with a zero, as `$2a$…`; writes at most `room` bytes with the zero and answers
/// 1, or 0 when the library refuses.
static inline int plumb_bcrypt(
    const char *phrase, unsigned long cost, const char *salt, int salt_length, char *output, size_t room) {
    char setting[CRYPT_GENSALT_OUTPUT_SIZE];
    if (!crypt_gensalt_rn("$2a$", cost, salt, salt_length, setting, sizeof setting)) return 0;
    struct crypt_data *work = (struct crypt_data *)calloc(1, sizeof *work);
    if (!work) return 0;
    const char *hash = crypt_r(phrase, setting, work);
    int done = hash && hash[0] == '$' && strlen(hash) < room;
    if (done) strcpy(output, hash);
    free(work);
    return done;
}
