import Crypto
import Values

/// Single values as text.
enum ScalarText {
    /// `timestamps` is the form of times where the shape names none.
    static func of(_ value: JSON, _ shape: AWSShape, timestamps: String) -> String {
        switch shape.kind {
        case .timestamp:
            value.numberValue?.double.map { AWSTime.text($0, shape.timestampFormat ?? timestamps) }
                ?? value.stringValue ?? value.text
        case .blob: Array((value.stringValue ?? value.text).utf8).base64
        case .string where shape.isJSONText && value.stringValue == nil: value.text
        default: value.stringValue ?? value.text
        }
    }
}
