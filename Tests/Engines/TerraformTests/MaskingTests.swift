import Terraform
import Testing
import Values

@Suite("Masking") struct MaskingTests {
    @Test func `takes secrets out of texts, also where JSON escapes them`() {
        let masking = Masking(secrets: ["pa\"ss word", "abc", ""])
        #expect(masking.text("login with pa\"ss word now") == "login with (sensitive value) now")
        #expect(masking.text(#"{"p": "pa\"ss word"}"#) == #"{"p": "(sensitive value)"}"#)
        // Too short to be looked for within other text.
        #expect(masking.text("abcdef") == "abcdef")
        #expect(masking.text("abc") == Masking.mask)
    }

    @Test func `prefers the longer of two secrets`() {
        let masking = Masking(secrets: ["secret", "secret-and-more"])
        #expect(masking.text("secret-and-more") == Masking.mask)
    }

    @Test func `blanks a plan's sensitive values in every place`() {
        let plan: JSON = [
            "resource_changes": [
                [
                    "address": "a.b",
                    "change": [
                        "before": ["p": "one", "q": 1], "after": ["p": "two", "q": 2],
                        "before_sensitive": ["p": true], "after_sensitive": ["p": true],
                    ],
                ]
            ],
            "variables": ["token": ["value": "three"], "size": ["value": "big"]],
            "planned_values": [
                "outputs": ["o": ["sensitive": true, "value": "four"]],
                "root_module": [
                    "resources": [["values": ["p": "two"], "sensitive_values": ["p": true]]]
                ],
            ],
            "configuration": [
                "root_module": ["variables": ["token": ["sensitive": true], "size": [:]]],
                "provider_config": [
                    "aws": [
                        "expressions": [
                            "secret_key": ["constant_value": "five"], "region": ["constant_value": "eu-1"],
                        ]
                    ]
                ],
            ],
        ]
        let text = Masking().plan(plan).text
        for secret in ["one", "two", "three", "four", "five"] { #expect(!text.contains("\"\(secret)\"")) }
        #expect(text.contains("big") && text.contains("eu-1"))
    }
}
