import AWSProtocol
import Testing
import Values

@Suite("Endpoints") struct AWSEndpointTests {
    private func url(
        _ service: String, _ region: String?, fips: Bool = false, dual: Bool = false, custom: String? = nil
    ) throws -> String {
        var place = AWSEndpoint.Place(region: region)
        (place.isFIPS, place.isDualStack, place.custom) = (fips, dual, custom)
        return try AWSEndpoint(service, at: place).url
    }

    @Test func `a service that no table names follows the rule of most in every partition`() throws {
        for (region, suffix, dual) in [
            ("us-east-1", "amazonaws.com", "api.aws"), ("mx-central-7", "amazonaws.com", "api.aws"),
            ("cn-north-1", "amazonaws.com.cn", "api.amazonwebservices.com.cn"),
            ("us-gov-west-1", "amazonaws.com", "api.aws"), ("us-iso-west-1", "c2s.ic.gov", "api.aws.ic.gov"),
            ("us-isob-east-1", "sc2s.sgov.gov", "api.aws.scloud"),
            ("eu-isoe-west-1", "cloud.adc-e.uk", "api.cloud-aws.adc-e.uk"),
            ("us-isof-south-1", "csp.hci.ic.gov", "api.aws.hci.ic.gov"),
            ("eusc-de-east-1", "amazonaws.eu", "api.amazonwebservices.eu"),
            ("somewhere", "amazonaws.com", "api.aws"),
        ] {
            #expect(try url("shelves", region) == "https://shelves.\(region).\(suffix)")
            #expect(try url("shelves", region, fips: true) == "https://shelves-fips.\(region).\(suffix)")
            #expect(try url("shelves", region, dual: true) == "https://shelves.\(region).\(dual)")
            #expect(
                try url("shelves", region, fips: true, dual: true) == "https://shelves-fips.\(region).\(dual)"
            )
        }
    }

    @Test func `services of a whole partition are signed for the region that stands for it`() throws {
        for (service, region, host, signed) in [
            ("iam", "eu-west-1", "iam.amazonaws.com", "us-east-1"),
            ("iam", "cn-northwest-1", "iam.cn-north-1.amazonaws.com.cn", "cn-north-1"),
            ("iam", "us-gov-east-1", "iam.us-gov.amazonaws.com", "us-gov-west-1"),
            ("route53", "ap-south-1", "route53.amazonaws.com", "us-east-1"),
            ("cloudfront", "cn-north-1", "cloudfront.cn-northwest-1.amazonaws.com.cn", "cn-northwest-1"),
            ("organizations", "eu-west-1", "organizations.us-east-1.amazonaws.com", "us-east-1"),
            ("account", "eu-west-1", "account.us-east-1.amazonaws.com", "us-east-1"),
        ] {
            let endpoint = try AWSEndpoint(service, at: AWSEndpoint.Place(region: region))
            #expect(endpoint.url == "https://" + host)
            #expect(endpoint.schemes.first?.region == signed)
        }
    }

    @Test func `a custom endpoint stands for all, and leaves no choice`() throws {
        #expect(try url("ec2", nil, custom: "http://localhost:4566/x") == "http://localhost:4566/x")
        for (fips, dual) in [(true, false), (false, true)] {
            #expect(throws: AWSEndpoint.Refusal.self) {
                try url("ec2", "us-east-1", fips: fips, dual: dual, custom: "http://localhost")
            }
        }
    }

    @Test func `what is no region's name never gets into a host`() {
        for region in [nil, "", "us-east-1.evil.org/", "-a", "a b", String(repeating: "a", count: 64)] {
            for service in ["ec2", "iam", "s3", "s3-control", "dynamodb", "kinesis", "sts"] {
                #expect(throws: AWSEndpoint.Refusal.self) { try url(service, region) }
            }
        }
    }

    @Test func `a bucket stands in the host where it can, and in the path where it can't`() throws {
        for (bucket, want) in [
            ("books", "https://books.s3.eu-west-1.amazonaws.com"),
            ("Books", "https://s3.eu-west-1.amazonaws.com/Books"),
            ("my.books", "https://s3.eu-west-1.amazonaws.com/my.books"),
            ("a/b", "https://s3.eu-west-1.amazonaws.com/a%2Fb"),
            (
                "arn:aws:s3:us-west-2:123456789012:accesspoint:shelf",
                "https://shelf-123456789012.s3-accesspoint.us-west-2.amazonaws.com"
            ),
            (
                "books--euw1-az1--x-s3",
                "https://books--euw1-az1--x-s3.s3express-euw1-az1.eu-west-1.amazonaws.com"
            ),
        ] {
            var place = AWSEndpoint.Place(region: "eu-west-1")
            place.parameters = ["Bucket": .init(bucket)]
            #expect(try AWSEndpoint("s3", at: place).url == want)
        }
    }

    @Test func `an account's and a stream's own hosts are chosen by what is asked for`() throws {
        let table = "arn:aws:dynamodb:us-east-1:222222222222:table/t"
        let stream = "arn:aws:kinesis:us-east-1:123:stream/s"
        let cases: [(String, JSON.Object, String?)] = [
            ("dynamodb", [:], "dynamodb.us-east-1.amazonaws.com"),
            (
                "dynamodb", ["AccountIdEndpointMode": "preferred", "AccountId": "111111111111"],
                "111111111111.ddb.us-east-1.amazonaws.com"
            ),
            (
                "dynamodb",
                ["AccountIdEndpointMode": "required", "AccountId": "1", "ResourceArn": .string(table)],
                "222222222222.ddb.us-east-1.amazonaws.com"
            ),
            ("dynamodb", ["AccountIdEndpointMode": "required"], nil),
            ("dynamodb", ["AccountIdEndpointMode": "preferred", "AccountId": "a.b"], nil),
            (
                "kinesis", ["StreamARN": .string(stream), "OperationType": "data"],
                "123.data-kinesis.us-east-1.amazonaws.com"
            ),
            ("kinesis", ["StreamARN": .string(stream)], nil),
            ("kinesis", ["StreamARN": "arn:aws:s3:::books", "OperationType": "data"], nil),
            ("events", ["EndpointId": "abc.def"], "abc.def.endpoint.events.amazonaws.com"),
            ("events", ["EndpointId": "abc.def/?x"], nil),
            ("sts", ["UseGlobalEndpoint": true], "sts.amazonaws.com"),
            ("acm", ["ServiceType": "ACM-ACME"], "acm-acme.us-east-1.api.aws"),
        ]
        for (service, parameters, host) in cases {
            var place = AWSEndpoint.Place(region: "us-east-1")
            place.parameters = parameters
            #expect((try? AWSEndpoint(service, at: place).url) == host.map { "https://" + $0 })
        }
    }

    @Test func `every listed service has an endpoint in every partition`() throws {
        for region in ["us-east-1", "cn-north-1", "us-gov-west-1", "us-iso-east-1", "eusc-de-east-1"] {
            let suffix = AWSPartition(of: region).suffix
            for call in ListCalls.aws {
                let (address, signed) = try call.service.endpoint(in: region)
                #expect(address.hasPrefix("https://") && address.hasSuffix("." + suffix))
                #expect(AWSPartition(of: signed).id == AWSPartition(of: region).id)
                #expect(try call.service.endpoint(in: region, custom: "http://here").address == "http://here")
            }
        }
    }
}
