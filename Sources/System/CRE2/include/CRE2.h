#pragma once
// RE2 behind plain C. Compiled expressions may be used from many threads at once.
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct plumb_re2 plumb_re2;

/// Never null; ask plumb_re2_error whether it can be used. `memory` bounds the automata, in bytes.
plumb_re2 *plumb_re2_compile(const uint8_t *text, size_t length, int64_t memory, int literal);
void plumb_re2_free(plumb_re2 *pattern);

/// 0 when the expression is sound, else RE2's own number of what is wrong.
int plumb_re2_error(const plumb_re2 *pattern);
/// The part of the expression that is wrong; valid as long as the pattern.
const char *plumb_re2_error_argument(const plumb_re2 *pattern, size_t *length);

int plumb_re2_groups(const plumb_re2 *pattern);
/// The name of a group, or null when it has none; valid as long as the pattern.
const char *plumb_re2_group_name(const plumb_re2 *pattern, int group);

/// Looks for the leftmost match at or after `from`. `spans` takes a start and an end (bytes; -1 for a group
/// that took no part) for each of `groups` groups, the whole match first. Returns 1 for a match.
int plumb_re2_match(
    const plumb_re2 *pattern, const uint8_t *text, size_t length, size_t from, int64_t *spans, int groups);

#ifdef __cplusplus
}
#endif
