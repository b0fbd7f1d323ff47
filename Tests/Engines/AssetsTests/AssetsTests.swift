import Assets
import Testing

@Suite("Assets") struct AssetsTests {
    @Test func `an ARN falls into its parts`() {
        let vpc = ARN("arn:aws:ec2:eu-central-1:1234:vpc/vpc-1")
        #expect(
            vpc?.service == "ec2" && vpc?.type == "vpc" && vpc?.name == "vpc-1"
                && vpc?.region == "eu-central-1")
        #expect(ARN("arn:aws:s3:::bucket/with/path")?.name == "bucket/with/path")
        #expect(ARN("arn:aws:lambda:r:1:function:f")?.type == "function")
        #expect(ARN("vpc-1") == nil && ARN("arn:aws:ec2:r:1:") == nil)
    }

    @Test func `ignore rules match without end in sight`() {
        let rules = IgnoreRules("aws_*.a*b*c*d*e*f\n!aws_vpc.*\n")
        let hostile = String(repeating: "abcde", count: 2000)
        #expect(!rules.ignores(type: "aws_subnet", id: hostile))
        #expect(rules.ignores(type: "aws_subnet", id: hostile + "f"))
        #expect(!rules.ignores(type: "aws_vpc", id: hostile + "f"))
    }

    @Test func `a type is passed over only when nobody needs it`() {
        let rules = IgnoreRules("*\n!aws_iam_user_policy_attachment\n")
        let needed = IgnoreRules.children(of:)
        #expect(!rules.ignores(type: "aws_iam_user", neededBy: needed))
        #expect(rules.ignores(type: "aws_sqs_queue", neededBy: needed))
    }

    @Test func `coverage counts what is twice`() {
        let key = Coverage.Key("t", "a")
        let coverage = Coverage(inCode: [key, key], existing: [key, .init("t", "b")])
        #expect(
            coverage.managed == [key] && coverage.missing == [key] && coverage.unmanaged == [.init("t", "b")])
        #expect(coverage.percent == 33 && !coverage.isInSync)
        #expect(Coverage(inCode: [], existing: []).percent == 0)
    }
}
