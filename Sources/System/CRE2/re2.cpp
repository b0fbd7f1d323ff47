#include "CRE2.h"

#include <re2/re2.h>

#include <map>
#include <string>
#include <vector>

struct plumb_re2 {
    re2::RE2 expression;
    std::vector<std::string> names;

    plumb_re2(re2::StringPiece text, const re2::RE2::Options &options) : expression(text, options) {
        if (!expression.ok()) return;
        names.resize(expression.NumberOfCapturingGroups() + 1);
        for (const auto &[group, name] : expression.CapturingGroupNames()) names[group] = name;
    }
};

extern "C" {

plumb_re2 *plumb_re2_compile(const uint8_t *text, size_t length, int64_t memory, int literal) {
    re2::RE2::Options options;
    options.set_log_errors(false);
    options.set_max_mem(memory);
    options.set_literal(literal != 0);
    return new plumb_re2(re2::StringPiece(reinterpret_cast<const char *>(text), length), options);
}

void plumb_re2_free(plumb_re2 *pattern) { delete pattern; }

int plumb_re2_error(const plumb_re2 *pattern) { return static_cast<int>(pattern->expression.error_code()); }

const char *plumb_re2_error_argument(const plumb_re2 *pattern, size_t *length) {
    const std::string &argument = pattern->expression.error_arg();
    *length = argument.size();
    return argument.data();
}

int plumb_re2_groups(const plumb_re2 *pattern) { return pattern->expression.NumberOfCapturingGroups(); }

const char *plumb_re2_group_name(const plumb_re2 *pattern, int group) {
    const std::string &name = pattern->names[group];
    return name.empty() ? nullptr : name.c_str();
}

int plumb_re2_match(
    const plumb_re2 *pattern, const uint8_t *text, size_t length, size_t from, int64_t *spans, int groups) {
    const char *start = reinterpret_cast<const char *>(text);
    re2::StringPiece few[8];
    std::vector<re2::StringPiece> many;
    re2::StringPiece *found = few;
    if (groups > 8) {
        many.resize(groups);
        found = many.data();
    }
    re2::StringPiece subject(start, length);
    if (!pattern->expression.Match(subject, from, length, re2::RE2::UNANCHORED, found, groups)) return 0;
    for (int group = 0; group < groups; group++) {
        bool took_part = found[group].data() != nullptr;
        spans[2 * group] = took_part ? found[group].data() - start : -1;
        spans[2 * group + 1] = took_part ? spans[2 * group] + static_cast<int64_t>(found[group].size()) : -1;
    }
    return 1;
}
}
