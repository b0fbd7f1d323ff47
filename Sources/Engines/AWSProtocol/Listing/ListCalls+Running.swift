extension ListCalls {
    static let running: [ListCall] = [
        ListCall(
            "aws_cloudformation_stack", stacks, "DescribeStacks", "Stacks.member", id: "{StackId}",
            name: "{StackName}", arn: "{StackId}", importID: "{StackName}", tags: "Tags.member"),
        ListCall(
            "aws_codecommit_repository", sources, "ListRepositories", "repositories",
            id: "{repositoryName}", name: "{repositoryName}",
            arn: "arn:aws:codecommit:{@region}:{@account}:{repositoryName}"),
        ListCall(
            "aws_codebuild_project", builds, "ListProjects", "projects", id: "{.}", name: "{.}",
            arn: "arn:aws:codebuild:{@region}:{@account}:project/{.}"),
        ListCall(
            "aws_codepipeline", pipelines, "ListPipelines", "pipelines", id: "{name}", name: "{name}",
            arn: "arn:aws:codepipeline:{@region}:{@account}:{name}"),
        ListCall(
            "aws_glue_catalog_database", catalogue, "GetDatabases", "DatabaseList",
            id: "{@account}:{Name}", name: "{Name}",
            arn: "arn:aws:glue:{@region}:{@account}:database/{Name}"),
        ListCall(
            "aws_glue_job", catalogue, "GetJobs", "Jobs", id: "{Name}", name: "{Name}",
            arn: "arn:aws:glue:{@region}:{@account}:job/{Name}"),
        ListCall(
            "aws_athena_workgroup", questions, "ListWorkGroups", "WorkGroups", id: "{Name}",
            name: "{Name}", arn: "arn:aws:athena:{@region}:{@account}:workgroup/{Name}"),
    ]

    private static let stacks = ListedService(
        "cloudformation", .query, "2010-05-15", token: ("NextToken", "NextToken"))
    private static let sources = ListedService(
        "codecommit", .json, "CodeCommit_20150413", token: ("nextToken", "nextToken"))
    private static let builds = ListedService(
        "codebuild", .json, "CodeBuild_20161006", token: ("nextToken", "nextToken"))
    private static let pipelines = ListedService(
        "codepipeline", .json, "CodePipeline_20150709", token: ("nextToken", "nextToken"))
    private static let catalogue = ListedService("glue", .json, "AWSGlue", token: ("NextToken", "NextToken"))
    private static let questions = ListedService(
        "athena", .json, "AmazonAthena", token: ("NextToken", "NextToken"))
}
