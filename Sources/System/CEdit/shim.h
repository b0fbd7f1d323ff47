#pragma once
#include <histedit.h>
#include <stdio.h>

// The library's calls take variable arguments, which Swift can't pass.

typedef unsigned char (*plumb_edit_function)(EditLine *, int);
typedef char *(*plumb_edit_prompt)(EditLine *);

static inline EditLine *plumb_edit_open(const char *program, void *owner, plumb_edit_prompt prompt) {
    EditLine *editor = el_init(program, stdin, stdout, stderr);
    if (!editor) return NULL;
    el_set(editor, EL_CLIENTDATA, owner);
    el_set(editor, EL_PROMPT, prompt);
    el_set(editor, EL_EDITOR, "emacs");
    // While a line is edited, the interrupt key is a key as any other.
    el_set(editor, EL_SETTY, "-d", "-isig", NULL);
    // What a person has set up for all programs that edit lines.
    el_source(editor, NULL);
    return editor;
}

static inline void *plumb_edit_owner(EditLine *editor) {
    void *owner = NULL;
    el_get(editor, EL_CLIENTDATA, &owner);
    return owner;
}

static inline void plumb_edit_bind(
    EditLine *editor, const char *key, const char *name, const char *help, plumb_edit_function function) {
    el_set(editor, EL_ADDFN, name, help, function);
    el_set(editor, EL_BIND, key, name, NULL);
}

static inline History *plumb_history_open(EditLine *editor, int size, const char *file) {
    History *history_ = history_init();
    if (!history_) return NULL;
    HistEvent event;
    history(history_, &event, H_SETSIZE, size);
    history(history_, &event, H_SETUNIQUE, 1);
    history(history_, &event, H_LOAD, file);
    el_set(editor, EL_HIST, history, history_);
    return history_;
}

/// 0, or -1 when the file could not be written.
static inline int plumb_history_add(History *history_, const char *line, const char *file) {
    HistEvent event;
    history(history_, &event, H_ENTER, line);
    return history(history_, &event, H_SAVE, file) < 0 ? -1 : 0;
}

static inline FILE *plumb_standard_output(void) { return stdout; }
