/// What bash, zsh and fish need to complete `plumb`. Each asks `plumb __complete` what may come next: a word
/// and, behind a tab, what it is for, on each line; `:files` or `:directories` where the shell knows better.
enum ShellScripts {
    static func script(for shell: String) -> String? {
        switch shell {
        case "bash": bash
        case "zsh": zsh
        case "fish": fish
        default: nil
        }
    }

    private static let bash = #"""
        # Completion of plumb for bash. For every new shell:
        #   plumb completion bash > ~/.local/share/bash-completion/completions/plumb
        _plumb() {
            local line word
            COMPREPLY=()
            while IFS= read -r line; do
                case "$line" in
                :files) compopt -o default; return ;;
                :directories) compopt -o dirnames; return ;;
                esac
                word="${line%%$'\t'*}"
                COMPREPLY+=("$(printf '%q' "$word")")
            done < <(plumb __complete -- "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
        }
        complete -F _plumb plumb

        """#

    private static let zsh = #"""
        #compdef plumb
        # Completion of plumb for zsh. For every new shell, in a folder of your $fpath:
        #   plumb completion zsh > "${fpath[1]}/_plumb"
        _plumb() {
            local line
            local -a found
            while IFS= read -r line; do
                case "$line" in
                :files) _files; return ;;
                :directories) _directories; return ;;
                esac
                found+=("${${line%%$'\t'*}//:/\\:}:${line#*$'\t'}")
            done < <(plumb __complete -- "${(@)words[2,$CURRENT]}" 2>/dev/null)
            _describe 'plumb' found
        }
        if [ "$funcstack[1]" = "_plumb" ]; then _plumb "$@"; else compdef _plumb plumb; fi

        """#

    private static let fish = #"""
        # Completion of plumb for fish. For every new shell:
        #   plumb completion fish > ~/.config/fish/completions/plumb.fish
        function __plumb_complete
            set -l found (plumb __complete -- (commandline -opc)[2..-1] (commandline -ct) 2>/dev/null)
            switch "$found[1]"
                case ':files'
                    __fish_complete_path (commandline -ct)
                case ':directories'
                    __fish_complete_directories (commandline -ct)
                case '*'
                    printf '%s\n' $found
            end
        end
        complete -c plumb -f -a '(__plumb_complete)'

        """#
}
