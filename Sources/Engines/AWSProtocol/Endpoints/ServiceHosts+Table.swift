extension ServiceHosts {
    /// By the service's name in host names; what is not here follows the rule of most.
    static let all: [String: ServiceHosts] = {
        var all = special
        for name in plainInGovernment {
            all[name, default: ServiceHosts()].exceptions.append(
                Exception([.government], .fips, host: "\(name).{region}.{suffix}"))
        }
        for name in alwaysDual { all[name] = ServiceHosts(isAlwaysDual: true) }
        for name in atHome { all[name] = ServiceHosts(form: .home) }
        return all
    }()

    /// GovCloud's usual hosts are validated already, and have no second name.
    private static let plainInGovernment = [
        "access-analyzer", "acm", "acm-pca", "appconfig", "appconfigdata", "application-autoscaling",
        "autoscaling", "autoscaling-plans", "batch", "cassandra", "clouddirectory", "cloudformation",
        "cloudtrail", "config", "connect", "databrew", "dlm", "dynamodb", "ec2", "eks", "elasticache",
        "elasticbeanstalk", "elasticloadbalancing", "elasticmapreduce", "emr-containers", "events", "fis",
        "glacier", "greengrass", "guardduty", "identitystore", "imagebuilder", "kafka", "kinesis", "logs",
        "monitoring", "oidc", "outposts", "participant.connect", "portal.sso", "ram", "rds", "redshift",
        "resource-groups", "route53resolver", "serverlessrepo", "servicecatalog-appregistry",
        "servicequotas", "sns", "sqs", "ssm", "sso", "sts", "swf",
    ]

    /// Services that came after IPv6 did.
    private static let alwaysDual = [
        "account-access", "account-access-runtime", "aidevops", "airflow-serverless",
        "api.iotmanagedintegrations", "application-signals", "arc-region-switch", "backup-search",
        "cassandra-streams", "cloudwatch-omni", "continuum", "datazone", "discovery-marketplace",
        "dsql", "eks-auth", "gameliftstreams", "health-agent", "interconnect",
        "job-runtime.sagemaker", "kendra-ranking", "mpa", "network-security-manager",
        "networkflowmonitor", "notifications", "partnercentral-account", "partnercentral-benefits",
        "partnercentral-selling", "qbusiness", "route53globalresolver", "s3files", "s3vectors",
        "security-ir", "securityagent", "supportauthz", "training-session-runtime.sagemaker", "uxc",
        "workspaces-instances",
    ]

    /// One host for a partition, in the region that stands for all.
    private static let atHome = ["account", "artifact", "tax"]

    private static let special: [String: ServiceHosts] = [
        "iam": ServiceHosts(
            form: .nothing,
            exceptions: [
                Exception([.aws], .dual, host: "iam.global.{dual}", signed: "{home}"),
                Exception([.aws], .both, host: "iam-fips.global.{dual}", signed: "{home}"),
                Exception([.china], .plain, host: "iam.cn-north-1.{suffix}", signed: "cn-north-1"),
                Exception([.china], .dual, host: "iam.global.{dual}", signed: "cn-north-1"),
                Exception([.china], .fips, host: "iam-fips.{suffix}", signed: "cn-north-1"),
                Exception([.china], .both, host: "iam-fips.{dual}", signed: "cn-north-1"),
                Exception([.iso, .isoB], .fips, host: "iam-fips.{home}.{suffix}", signed: "{home}"),
                Exception([.government], .plain, .fips, host: "iam.us-gov.{suffix}", signed: "{home}"),
                Exception([.government], .dual, .both, host: "iam.us-gov.{dual}", signed: "{home}"),
                Exception([.europe], .dual, host: "iam.global.{dual}", signed: "{home}"),
                Exception(
                    [.europe, .iso, .isoB, .isoE, .isoF], .plain, host: "iam.{home}.{suffix}",
                    signed: "{home}"),
            ]),
        "route53": ServiceHosts(
            form: .nothing,
            exceptions: [
                Exception([.aws, .china, .europe], .dual, host: "route53.global.{dual}", signed: "{home}"),
                Exception([.aws], .both, host: "route53-fips.global.{dual}", signed: "{home}"),
                Exception([.government], .plain, .fips, host: "route53.us-gov.{suffix}", signed: "{home}"),
                Exception([.government], .dual, .both, host: "route53.us-gov.{dual}", signed: "{home}"),
            ]),
        "cloudfront": ServiceHosts(
            form: .nothing,
            exceptions: [
                Exception([.aws], .dual, host: "cloudfront.global.{dual}", signed: "{home}"),
                Exception([.aws], .both, host: "cloudfront-fips.global.{dual}", signed: "{home}"),
                Exception([.china], .plain, host: "cloudfront.{home}.{suffix}", signed: "{home}"),
                Exception([.china], .fips, host: "cloudfront-fips.{home}.{suffix}", signed: "{home}"),
            ]),
        "organizations": ServiceHosts(
            isNamedInSignature: true,
            exceptions: [
                Exception([.government], .fips, host: "organizations.{home}.{suffix}", signed: "{home}"),
                Exception([.aws], .fips, host: "organizations-fips.{home}.{suffix}", signed: "{home}"),
                Exception(
                    [.aws, .china, .government, .iso, .isoB, .isoF], .plain,
                    host: "organizations.{home}.{suffix}", signed: "{home}"),
            ]),
        "ce": ServiceHosts(
            form: .home,
            exceptions: [Exception([.europe], .plain, host: "ce.{home}.{dual}", signed: "{home}")]),
        "chime": ServiceHosts(
            isNamedInSignature: true,
            exceptions: [Exception([.aws], .plain, host: "chime.{home}.{suffix}", signed: "{home}")]),
        "shield": ServiceHosts(
            isNamedInSignature: true,
            exceptions: [
                Exception([.aws], .plain, host: "shield.{home}.{suffix}", signed: "{home}"),
                Exception([.aws], .fips, host: "shield-fips.{home}.{suffix}", signed: "{home}"),
            ]),
        "support": ServiceHosts(
            isNamedInSignature: true,
            exceptions: [
                Exception([.government], .fips, host: "support.{home}.{suffix}", signed: "{home}"),
                Exception([.china], .plain, host: "support.cn-north-1.{suffix}", signed: "cn-north-1"),
                Exception(
                    [.aws, .government, .iso, .isoB], .plain, host: "support.{home}.{suffix}",
                    signed: "{home}"),
            ]),
        "sts": ServiceHosts(
            isNamedInSignature: true,
            exceptions: [
                Exception([], .plain, region: "aws-global", host: "sts.{suffix}", signed: "{home}")
            ]),
        "batch": ServiceHosts(exceptions: [Exception([.aws], .fips, host: "fips.batch.{region}.{suffix}")]),
        "eks": ServiceHosts(exceptions: [Exception([.aws], .fips, host: "fips.eks.{region}.{suffix}")]),
        "transcribe": ServiceHosts(exceptions: [
            Exception([.aws, .government], .fips, host: "fips.transcribe.{region}.{suffix}"),
            Exception([.china], .plain, host: "cn.transcribe.{region}.{suffix}"),
        ]),
        "monitoring": ServiceHosts(exceptions: [
            Exception([.government], .both, host: "monitoring.{region}.{dual}")
        ]),
        "events": ServiceHosts(exceptions: [
            Exception([.government], .both, host: "events.{region}.{dual}")
        ]),
        "api.ecr": ServiceHosts(exceptions: [
            Exception([], .dual, host: "ecr.{region}.{dual}"),
            Exception([], .both, host: "ecr-fips.{region}.{dual}"),
        ]),
        "elasticfilesystem": ServiceHosts(exceptions: [
            Exception([.aws, .china, .government], .dual, host: "efs.{region}.{dual}"),
            Exception([.aws, .china, .government], .both, host: "efs-fips.{region}.{dual}"),
        ]),
        "es": ServiceHosts(exceptions: [
            Exception([.aws, .china, .government], .dual, host: "aos.{region}.{dual}")
        ]),
        "kafka": ServiceHosts(exceptions: [
            Exception([.aws, .china, .europe, .government], .dual, host: "kafka-api.{region}.{dual}"),
            Exception([.aws], .both, host: "kafka-api-fips.{region}.{dual}"),
            Exception([.government], .both, host: "kafka-api.{region}.{dual}"),
        ]),
        "api.sagemaker": ServiceHosts(exceptions: [
            Exception([.aws, .government], .fips, host: "api-fips.sagemaker.{region}.{suffix}")
        ]),
        "secretsmanager": ServiceHosts(exceptions: [
            Exception([.aws, .china, .government], .dual, host: "secretsmanager.{region}.{suffix}"),
            Exception([.aws, .government], .both, host: "secretsmanager-fips.{region}.{suffix}"),
        ]),
        "cognito-idp": pools("cognito-idp"), "cognito-identity": pools("cognito-identity"),
        "kafkaconnect": ServiceHosts(exceptions: [
            Exception([.government], .fips, host: "kafkaconnect.{region}.{suffix}"),
            Exception([.government], .both, host: "kafkaconnect.{region}.{dual}"),
        ]),
        "states": ServiceHosts(exceptions: [
            Exception([.government], .dual, host: "states-fips.{region}.{dual}"),
            Exception([], .fips, region: "us-gov-west-1", host: "states.{region}.{suffix}"),
        ]),
        "swf": ServiceHosts(exceptions: [
            Exception([.government], .dual, host: "swf-fips.{region}.{dual}")
        ]),
        "dms": ServiceHosts(exceptions: [
            Exception([.government, .iso, .isoB], .fips, host: "dms.{region}.{suffix}")
        ]),
        "mediaconvert": ServiceHosts(exceptions: [
            Exception([.china], .plain, host: "subscribe.mediaconvert.{region}.{suffix}"),
            Exception([.government], .fips, host: "mediaconvert.{region}.{suffix}"),
        ]),
    ]

    /// Dual stack is served by the usual hosts; with FIPS in four regions alone.
    private static func pools(_ name: String) -> ServiceHosts {
        ServiceHosts(
            exceptions: [
                Exception([.aws], .dual, host: name + ".{region}.{suffix}")
            ]
                + ["us-east-1", "us-east-2", "us-west-1", "us-west-2"].map {
                    Exception([], .both, region: $0, host: name + "-fips.{region}.{suffix}")
                })
    }
}
