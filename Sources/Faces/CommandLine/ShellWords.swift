import Faults

/// A typed line taken apart as shells do: spaces part words, quotes keep them together, a backslash takes the
/// next character as it is.
public enum ShellWords {
    /// The words; with `keepsLast`, an empty one when the line ends behind a space, and quotes may be open.
    ///
    /// Faults: `cli.usage` for a quote that is not closed.
    public static func split(_ line: String, keepsLast: Bool = false) throws(Fault) -> [String] {
        var (words, word, quote) = ([String](), String?.none, Character?.none)
        var isEscaped = false
        for character in line {
            if isEscaped {
                word = (word ?? "") + String(character)
                isEscaped = false
            } else if character == "\\", quote != "'" {
                isEscaped = true
                word = word ?? ""
            } else if let open = quote {
                if character == open { quote = nil } else { word = (word ?? "") + String(character) }
            } else if character == "'" || character == "\"" {
                quote = character
                word = word ?? ""
            } else if character.isWhitespace {
                if let whole = word { words.append(whole) }
                word = nil
            } else {
                word = (word ?? "") + String(character)
            }
        }
        if let quote, !keepsLast { throw .usage("The quote \(quote) is not closed.") }
        if keepsLast { words.append(word ?? "") } else if let word { words.append(word) }
        return words
    }

    /// A word such that `split` gives it back.
    public static func quoted(_ word: String) -> String {
        let isPlain = word.allSatisfy { $0.isLetter || $0.isNumber || "-_./:=@%+,".contains($0) }
        return isPlain && !word.isEmpty ? word : "'" + word.replacing("'", with: "'\\''") + "'"
    }
}
