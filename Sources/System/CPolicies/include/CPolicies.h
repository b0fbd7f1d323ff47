#pragma once
#include <stddef.h>

/// A file of the folder Policies, as it was when the program was built.
struct plumb_policy {
    /// From that folder: `aws/s3.rego`.
    const char *path;
    const unsigned char *bytes;
    size_t size;
};

extern const struct plumb_policy plumb_policies[];

/// All of them but the tests; ended by one without a path.
static inline const struct plumb_policy *plumb_policy_list(void) { return plumb_policies; }
