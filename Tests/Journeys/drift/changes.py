"""Two hundred seeded changes behind Terraform's back, over what world.tf makes. Prints how many were made."""
import json
import random
import sys

import boto3

dice = random.Random(int(sys.argv[1]) if len(sys.argv) > 1 else 1)
wanted = int(sys.argv[2]) if len(sys.argv) > 2 else 200


def service(name):
    return boto3.client(name)


ec2, iam, s3, sqs, sns = service("ec2"), service("iam"), service("s3"), service("sqs"), service("sns")
dynamo, logs, alarms, events = service("dynamodb"), service("logs"), service("cloudwatch"), service("events")
kms, ssm, secrets, zones = service("kms"), service("ssm"), service("secretsmanager"), service("route53")
ecr, ecs, elb, kinesis = service("ecr"), service("ecs"), service("elbv2"), service("kinesis")

OWN = [{"Name": "tag:Owner", "Values": ["plumb"]}]


def ids(answer, *path):
    return [it[path[1]] for it in answer[path[0]]]


subnets = ids(ec2.describe_subnets(Filters=OWN), "Subnets", "SubnetId")
groups = [it for it in ec2.describe_security_groups()["SecurityGroups"] if it["GroupName"].startswith("group-")]
tables = ids(ec2.describe_route_tables(Filters=OWN), "RouteTables", "RouteTableId")
volumes = ids(ec2.describe_volumes(Filters=OWN), "Volumes", "VolumeId")
machines = [i["InstanceId"] for r in ec2.describe_instances(Filters=OWN)["Reservations"] for i in r["Instances"]]
queues = [sqs.get_queue_url(QueueName=f"queue-{n}")["QueueUrl"] for n in range(6)]
topics = [it["TopicArn"] for it in sns.list_topics()["Topics"]]
keys = [it["KeyId"] for it in kms.list_keys()["Keys"]]
keys = [it for it in keys if kms.describe_key(KeyId=it)["KeyMetadata"]["Description"] == "key"]
zone = zones.list_hosted_zones()["HostedZones"][0]["Id"]
targets = ids(elb.describe_target_groups(), "TargetGroups", "TargetGroupArn")
account = topics[0].split(":")[4]
region = "eu-central-1"
statement = {"Effect": "Allow", "Action": ["s3:*"], "Resource": "*"}


def word():
    return dice.choice(["ada", "grace", "nobody", "ops", "finance"]) + str(dice.randrange(1000))


def tag():
    """A tag that was not there, or one with another value."""
    return dice.choice(["Owner", "Stage", "Extra" + str(dice.randrange(4))]), word()


def tagged(call, *targets_of):
    def change():
        key, value = tag()
        call(dice.choice(targets_of[0]), key, value)
    return change


def pick(call, choices):
    return lambda: call(dice.choice(choices))


def policy(arn):
    """Another default version, as long as there is room for one: five may be kept."""
    if len(iam.list_policy_versions(PolicyArn=arn)["Versions"]) < 5:
        document = {"Version": "2012-10-17", "Statement": [statement]}
        iam.create_policy_version(PolicyArn=arn, SetAsDefault=True, PolicyDocument=json.dumps(document))
    else:
        key, value = tag()
        iam.tag_policy(PolicyArn=arn, Tags=[{"Key": key, "Value": value}])


changes = {
    "ec2 tags": tagged(
        lambda it, k, v: ec2.create_tags(Resources=[it], Tags=[{"Key": k, "Value": v}]),
        subnets + [g["GroupId"] for g in groups] + tables + volumes + machines),
    "ec2 tags gone": pick(
        lambda it: ec2.delete_tags(Resources=[it], Tags=[{"Key": "Stage"}]), subnets + volumes),
    "open group": pick(
        lambda it: ec2.authorize_security_group_ingress(
            GroupId=it["GroupId"],
            IpPermissions=[{
                "IpProtocol": "tcp", "FromPort": (port := dice.randrange(1024, 60000)), "ToPort": port,
                "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}]), groups),
    "subnet": pick(lambda it: ec2.modify_subnet_attribute(SubnetId=it, MapPublicIpOnLaunch={"Value": True}), subnets),
    "role tags": tagged(lambda it, k, v: iam.tag_role(RoleName=it, Tags=[{"Key": k, "Value": v}]),
                        [f"role-{n}" for n in range(6)]),
    "role": pick(lambda it: iam.update_role(RoleName=it, Description=word(), MaxSessionDuration=7200),
                 [f"role-{n}" for n in range(6)]),
    "role policy": pick(
        lambda it: iam.put_role_policy(
            RoleName=it, PolicyName="inline",
            PolicyDocument=json.dumps({"Version": "2012-10-17", "Statement": [statement]})),
        [f"role-{n}" for n in range(3)]),
    "policy": pick(lambda it: policy(f"arn:aws:iam::{account}:policy/policy-{it}"), [1, 2]),
    "user tags": tagged(lambda it, k, v: iam.tag_user(UserName=it, Tags=[{"Key": k, "Value": v}]),
                        [f"user-{n}" for n in range(3)]),
    "bucket tags": tagged(
        lambda it, k, v: s3.put_bucket_tagging(Bucket=it, Tagging={"TagSet": [{"Key": k, "Value": v}]}),
        [f"plumb-world-{n}" for n in range(4)]),
    "versioning": pick(
        lambda it: s3.put_bucket_versioning(Bucket=it, VersioningConfiguration={"Status": "Suspended"}),
        [f"plumb-world-{n}" for n in range(4)]),
    "public": pick(
        lambda it: s3.put_public_access_block(
            Bucket=it, PublicAccessBlockConfiguration={
                "BlockPublicAcls": dice.random() < .5, "IgnorePublicAcls": dice.random() < .5,
                "BlockPublicPolicy": dice.random() < .5, "RestrictPublicBuckets": dice.random() < .5}),
        [f"plumb-world-{n}" for n in range(4)]),
    "queue": pick(
        lambda it: sqs.set_queue_attributes(
            QueueUrl=it, Attributes={
                "VisibilityTimeout": str(dice.randrange(31, 600)), "DelaySeconds": str(dice.randrange(1, 60))}), queues),
    "queue tags": tagged(lambda it, k, v: sqs.tag_queue(QueueUrl=it, Tags={k: v}), queues),
    "topic": pick(
        lambda it: sns.set_topic_attributes(TopicArn=it, AttributeName="DisplayName", AttributeValue=word()), topics),
    "topic tags": tagged(
        lambda it, k, v: sns.tag_resource(ResourceArn=it, Tags=[{"Key": k, "Value": v}]), topics),
    "table tags": tagged(
        lambda it, k, v: dynamo.tag_resource(
            ResourceArn=f"arn:aws:dynamodb:{region}:{account}:table/table-{it}", Tags=[{"Key": k, "Value": v}]),
        [0, 1, 2]),
    "recovery": pick(
        lambda it: dynamo.update_continuous_backups(
            TableName=f"table-{it}", PointInTimeRecoverySpecification={"PointInTimeRecoveryEnabled": True}), [0, 1, 2]),
    "retention": pick(
        lambda it: logs.put_retention_policy(
            logGroupName=f"/world/{it}", retentionInDays=dice.choice([1, 3, 5, 7, 30, 60])), range(5)),
    "alarm": pick(
        lambda it: alarms.put_metric_alarm(
            AlarmName=f"alarm-{it}", ComparisonOperator="GreaterThanThreshold", EvaluationPeriods=dice.choice([2, 5]),
            MetricName="CPUUtilization", Namespace="AWS/EC2", Period=60, Statistic="Average",
            Threshold=dice.randrange(81, 99)), range(6)),
    "event": pick(
        lambda it: events.put_rule(Name=f"event-{it}", ScheduleExpression="rate(1 hour)", State="DISABLED"), range(3)),
    "key": pick(lambda it: kms.update_key_description(KeyId=it, Description=word()), keys),
    "rotation": pick(lambda it: kms.enable_key_rotation(KeyId=it), keys),
    "parameter": pick(
        lambda it: ssm.put_parameter(Name=f"/world/{it}", Value=word(), Type="String", Overwrite=True), range(5)),
    "secret": pick(lambda it: secrets.update_secret(SecretId=f"secret-{it}", Description=word()), range(3)),
    "record": pick(
        lambda it: zones.change_resource_record_sets(
            HostedZoneId=zone, ChangeBatch={"Changes": [{
                "Action": "UPSERT", "ResourceRecordSet": {
                    "Name": f"r{it}.plumb.test", "Type": "A", "TTL": dice.choice([60, 120]),
                    "ResourceRecords": [{"Value": f"10.0.0.{dice.randrange(2, 250)}"}]}}]}), range(3)),
    "images": pick(
        lambda it: ecr.put_image_tag_mutability(repositoryName=f"images-{it}", imageTagMutability="MUTABLE"), range(3)),
    "cluster tags": tagged(
        lambda it, k, v: ecs.tag_resource(resourceArn=it, tags=[{"key": k, "value": v}]),
        [f"arn:aws:ecs:{region}:{account}:cluster/cluster"]),
    "target tags": tagged(
        lambda it, k, v: elb.add_tags(ResourceArns=[it], Tags=[{"Key": k, "Value": v}]), targets),
    "stream": pick(
        lambda it: kinesis.add_tags_to_stream(StreamName=it, Tags=dict([tag()])), ["stream"]),
}

names = sorted(changes)
for number in range(wanted - 4):
    changes[names[number % len(names)] if number < len(names) else dice.choice(names)]()

# Four that are gone altogether.
dynamo.delete_table(TableName="table-3")
logs.delete_log_group(logGroupName="/world/5")
ssm.delete_parameter(Name="/world/5")
iam.delete_group(GroupName="people")
print(wanted)
