# Makes things in an account by hand, of many types. Each line that ends with a type's name in a comment
# makes (at least) one of that type.
import io
import json
import zipfile

c = boto3.client
ec2, iam, s3 = c("ec2"), c("iam"), c("s3")
trust = json.dumps({"Version": "2012-10-17", "Statement": []})


def tagged(kind, name="made"):
    return [{"ResourceType": kind, "Tags": [{"Key": "Name", "Value": name}]}]


vpc = ec2.create_vpc(CidrBlock="10.7.0.0/16", TagSpecifications=tagged("vpc"))["Vpc"]["VpcId"]  # aws_vpc
subnet = ec2.create_subnet(VpcId=vpc, CidrBlock="10.7.1.0/24")["Subnet"]["SubnetId"]  # aws_subnet
subnet2 = ec2.create_subnet(VpcId=vpc, CidrBlock="10.7.2.0/24", AvailabilityZone="eu-central-1b")["Subnet"]["SubnetId"]
group = ec2.create_security_group(GroupName="made", Description="d", VpcId=vpc)["GroupId"]  # aws_security_group
ec2.create_route_table(VpcId=vpc)  # aws_route_table
gateway = ec2.create_internet_gateway()["InternetGateway"]["InternetGatewayId"]  # aws_internet_gateway
ec2.attach_internet_gateway(InternetGatewayId=gateway, VpcId=vpc)
address = ec2.allocate_address(Domain="vpc")["AllocationId"]  # aws_eip
ec2.create_nat_gateway(SubnetId=subnet, AllocationId=address)  # aws_nat_gateway
ec2.create_network_acl(VpcId=vpc)  # aws_network_acl
ec2.create_vpc_endpoint(VpcId=vpc, ServiceName="com.amazonaws.eu-central-1.s3")  # aws_vpc_endpoint
ec2.create_dhcp_options(DhcpConfigurations=[{"Key": "domain-name", "Values": ["x.y"]}])  # aws_vpc_dhcp_options
ec2.create_network_interface(SubnetId=subnet, Groups=[group])  # aws_network_interface
ec2.create_transit_gateway()  # aws_ec2_transit_gateway
ec2.create_vpn_gateway(Type="ipsec.1")  # aws_vpn_gateway
ec2.create_customer_gateway(BgpAsn=65000, IpAddress="1.2.3.4", Type="ipsec.1")  # aws_customer_gateway
ec2.create_managed_prefix_list(PrefixListName="made", MaxEntries=2, AddressFamily="IPv4")  # aws_ec2_managed_prefix_list
ec2.create_vpc_peering_connection(VpcId=vpc, PeerVpcId=vpc)  # aws_vpc_peering_connection
volume = ec2.create_volume(AvailabilityZone="eu-central-1a", Size=1)["VolumeId"]  # aws_ebs_volume
ec2.create_snapshot(VolumeId=volume)  # aws_ebs_snapshot
ec2.create_key_pair(KeyName="made")  # aws_key_pair
ec2.create_launch_template(LaunchTemplateName="made", LaunchTemplateData={"InstanceType": "t3.micro"})  # aws_launch_template
image = ec2.describe_images()["Images"][0]["ImageId"]
ec2.run_instances(ImageId=image, MinCount=1, MaxCount=1, SubnetId=subnet, SecurityGroupIds=[group])  # aws_instance

role = iam.create_role(RoleName="made", AssumeRolePolicyDocument=trust)["Role"]["Arn"]  # aws_iam_role
iam.create_user(UserName="made")  # aws_iam_user
iam.create_group(GroupName="made")  # aws_iam_group
document = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:ListBucket", "Resource": "*"}]}
iam.create_policy(PolicyName="made", PolicyDocument=json.dumps(document))  # aws_iam_policy
iam.create_instance_profile(InstanceProfileName="made")  # aws_iam_instance_profile

s3.create_bucket(Bucket="made-by-hand", CreateBucketConfiguration={"LocationConstraint": "eu-central-1"})  # aws_s3_bucket
table = {"AttributeDefinitions": [{"AttributeName": "k", "AttributeType": "S"}], "KeySchema": [{"AttributeName": "k", "KeyType": "HASH"}]}
c("dynamodb").create_table(TableName="made", BillingMode="PAY_PER_REQUEST", **table)  # aws_dynamodb_table
c("sqs").create_queue(QueueName="made")  # aws_sqs_queue
topic = c("sns").create_topic(Name="made")["TopicArn"]  # aws_sns_topic
c("sns").subscribe(TopicArn=topic, Protocol="email", Endpoint="a@b.c")  # aws_sns_topic_subscription
c("kinesis").create_stream(StreamName="made", ShardCount=1)  # aws_kinesis_stream
c("events").put_rule(Name="made", ScheduleExpression="rate(1 day)")  # aws_cloudwatch_event_rule
c("events").create_event_bus(Name="made")  # aws_cloudwatch_event_bus
machine = json.dumps({"StartAt": "a", "States": {"a": {"Type": "Succeed"}}})
c("stepfunctions").create_state_machine(name="made", definition=machine, roleArn=role)  # aws_sfn_state_machine
key = c("kms").create_key()["KeyMetadata"]["KeyId"]  # aws_kms_key
c("kms").create_alias(AliasName="alias/made", TargetKeyId=key)  # aws_kms_alias
c("secretsmanager").create_secret(Name="made", SecretString="s")  # aws_secretsmanager_secret
c("ssm").put_parameter(Name="made", Value="v", Type="String")  # aws_ssm_parameter
c("acm").request_certificate(DomainName="made.example.com")  # aws_acm_certificate
c("cognito-idp").create_user_pool(PoolName="made")  # aws_cognito_user_pool
c("logs").create_log_group(logGroupName="made")  # aws_cloudwatch_log_group
c("cloudwatch").put_metric_alarm(AlarmName="made", MetricName="m", Namespace="n", Period=60, EvaluationPeriods=1, Threshold=1, ComparisonOperator="GreaterThanThreshold", Statistic="Sum")  # aws_cloudwatch_metric_alarm
c("ecs").create_cluster(clusterName="made")  # aws_ecs_cluster
c("ecr").create_repository(repositoryName="made")  # aws_ecr_repository
c("eks").create_cluster(name="made", roleArn=role, resourcesVpcConfig={"subnetIds": [subnet, subnet2]})  # aws_eks_cluster
packed = io.BytesIO()
with zipfile.ZipFile(packed, "w") as z:
    z.writestr("a.py", "def b(e, c): pass")
c("lambda").create_function(FunctionName="made", Runtime="python3.12", Role=role, Handler="a.b", Code={"ZipFile": packed.getvalue()})  # aws_lambda_function
balancer = c("elbv2").create_load_balancer(Name="made", Subnets=[subnet, subnet2])  # aws_lb
c("elbv2").create_target_group(Name="made", Protocol="HTTP", Port=80, VpcId=vpc)  # aws_lb_target_group
c("elb").create_load_balancer(LoadBalancerName="made-classic", Listeners=[{"Protocol": "tcp", "LoadBalancerPort": 80, "InstancePort": 80}], AvailabilityZones=["eu-central-1a"])  # aws_elb
c("route53").create_hosted_zone(Name="made.example.com", CallerReference="x")  # aws_route53_zone
c("apigateway").create_rest_api(name="made")  # aws_api_gateway_rest_api
c("apigatewayv2").create_api(Name="made", ProtocolType="HTTP")  # aws_apigatewayv2_api
c("autoscaling").create_launch_configuration(LaunchConfigurationName="made", ImageId=image, InstanceType="t3.micro")  # aws_launch_configuration
c("autoscaling").create_auto_scaling_group(AutoScalingGroupName="made", LaunchConfigurationName="made", MinSize=0, MaxSize=1, VPCZoneIdentifier=subnet)  # aws_autoscaling_group
c("rds").create_db_instance(DBInstanceIdentifier="made", DBInstanceClass="db.t3.micro", Engine="postgres", AllocatedStorage=20, MasterUsername="u", MasterUserPassword="password1")  # aws_db_instance
c("rds").create_db_subnet_group(DBSubnetGroupName="made", DBSubnetGroupDescription="d", SubnetIds=[subnet, subnet2])  # aws_db_subnet_group
c("efs").create_file_system(CreationToken="made")  # aws_efs_file_system
c("backup").create_backup_vault(BackupVaultName="made")  # aws_backup_vault
c("redshift").create_cluster(ClusterIdentifier="made", NodeType="ra3.large", MasterUsername="u", MasterUserPassword="Password1")  # aws_redshift_cluster
c("cloudformation").create_stack(StackName="made", TemplateBody=json.dumps({"Resources": {"t": {"Type": "AWS::SNS::Topic"}}}))  # aws_cloudformation_stack
c("glue").create_database(DatabaseInput={"Name": "made"})  # aws_glue_catalog_database
c("athena").create_work_group(Name="made")  # aws_athena_workgroup
c("cloudtrail").create_trail(Name="made", S3BucketName="made-by-hand")  # aws_cloudtrail
