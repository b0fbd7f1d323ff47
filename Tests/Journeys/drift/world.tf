# What the drift tests look at: over thirty types, several of each.
variable "many" {
  type    = number
  default = 6
}

locals {
  tags = { Owner = "plumb", Stage = "test" }
}

resource "aws_vpc" "net" {
  cidr_block = "10.0.0.0/16"
  tags       = local.tags
}

resource "aws_subnet" "part" {
  count      = var.many
  vpc_id     = aws_vpc.net.id
  cidr_block = cidrsubnet(aws_vpc.net.cidr_block, 8, count.index)
  tags       = local.tags
}

resource "aws_internet_gateway" "door" {
  vpc_id = aws_vpc.net.id
  tags   = local.tags
}

resource "aws_route_table" "table" {
  count  = 2
  vpc_id = aws_vpc.net.id
  tags   = local.tags
}

resource "aws_route" "out" {
  route_table_id         = aws_route_table.table[0].id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.door.id
}

resource "aws_route_table_association" "part" {
  subnet_id      = aws_subnet.part[0].id
  route_table_id = aws_route_table.table[0].id
}

resource "aws_security_group" "group" {
  count       = var.many
  name        = "group-${count.index}"
  description = "group"
  vpc_id      = aws_vpc.net.id
  ingress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ["10.0.0.0/8"]
  }
  tags = local.tags
}

resource "aws_security_group" "bare" {
  name        = "bare"
  description = "bare"
  vpc_id      = aws_vpc.net.id
}

resource "aws_vpc_security_group_ingress_rule" "rule" {
  count             = 3
  security_group_id = aws_security_group.bare.id
  cidr_ipv4         = "10.${count.index}.0.0/16"
  ip_protocol       = "tcp"
  from_port         = 80
  to_port           = 80
}

resource "aws_instance" "machine" {
  count         = 3
  ami           = "ami-12c6146b"
  instance_type = "t3.micro"
  subnet_id     = aws_subnet.part[0].id
  tags          = local.tags
}

resource "aws_ebs_volume" "disk" {
  count             = var.many
  availability_zone = "eu-central-1a"
  size              = 10
  type              = "gp3"
  tags              = local.tags
}

resource "aws_eip" "address" {
  domain = "vpc"
  tags   = local.tags
}

resource "aws_launch_template" "template" {
  name          = "template"
  instance_type = "t3.micro"
  image_id      = "ami-12c6146b"
  tags          = local.tags
}

resource "aws_lb" "balancer" {
  name               = "balancer"
  internal           = true
  load_balancer_type = "application"
  subnets            = [aws_subnet.part[0].id, aws_subnet.part[1].id]
  tags               = local.tags
}

resource "aws_lb_target_group" "targets" {
  count    = 3
  name     = "targets-${count.index}"
  port     = 80
  protocol = "HTTP"
  vpc_id   = aws_vpc.net.id
  tags     = local.tags
}

resource "aws_iam_role" "role" {
  count = var.many
  name  = "role-${count.index}"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }]
  })
  tags = local.tags
}

resource "aws_iam_role_policy" "inline" {
  count = 3
  name  = "inline"
  role  = aws_iam_role.role[count.index].id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = ["s3:GetObject"], Resource = "*" }]
  })
}

resource "aws_iam_policy" "policy" {
  count = 3
  name  = "policy-${count.index}"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = ["sqs:SendMessage"], Resource = "*" }]
  })
  tags = local.tags
}

resource "aws_iam_role_policy_attachment" "attached" {
  role       = aws_iam_role.role[0].name
  policy_arn = aws_iam_policy.policy[0].arn
}

resource "aws_iam_user" "user" {
  count = 3
  name  = "user-${count.index}"
  tags  = local.tags
}

resource "aws_iam_group" "people" {
  name = "people"
}

resource "aws_s3_bucket" "bucket" {
  count  = 4
  bucket = "plumb-world-${count.index}"
  tags   = local.tags
}

resource "aws_s3_bucket_versioning" "bucket" {
  count  = 4
  bucket = aws_s3_bucket.bucket[count.index].id
  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_public_access_block" "bucket" {
  count                   = 4
  bucket                  = aws_s3_bucket.bucket[count.index].id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_server_side_encryption_configuration" "bucket" {
  count  = 2
  bucket = aws_s3_bucket.bucket[count.index].id
  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "AES256"
    }
  }
}

resource "aws_sqs_queue" "queue" {
  count                      = var.many
  name                       = "queue-${count.index}"
  visibility_timeout_seconds = 30
  tags                       = local.tags
}

resource "aws_sns_topic" "topic" {
  count        = var.many
  name         = "topic-${count.index}"
  display_name = "Topic"
  tags         = local.tags
}

resource "aws_sns_topic_subscription" "subscription" {
  topic_arn = aws_sns_topic.topic[0].arn
  protocol  = "sqs"
  endpoint  = aws_sqs_queue.queue[0].arn
}

resource "aws_dynamodb_table" "table" {
  count        = 4
  name         = "table-${count.index}"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"
  attribute {
    name = "id"
    type = "S"
  }
  tags = local.tags
}

resource "aws_cloudwatch_log_group" "log" {
  count             = var.many
  name              = "/world/${count.index}"
  retention_in_days = 14
  tags              = local.tags
}

resource "aws_cloudwatch_metric_alarm" "alarm" {
  count               = var.many
  alarm_name          = "alarm-${count.index}"
  comparison_operator = "GreaterThanThreshold"
  evaluation_periods  = 2
  metric_name         = "CPUUtilization"
  namespace           = "AWS/EC2"
  period              = 60
  statistic           = "Average"
  threshold           = 80
  tags                = local.tags
}

resource "aws_cloudwatch_event_rule" "event" {
  count               = 3
  name                = "event-${count.index}"
  schedule_expression = "rate(5 minutes)"
  tags                = local.tags
}

resource "aws_kms_key" "key" {
  count       = 4
  description = "key"
  tags        = local.tags
}

resource "aws_kms_alias" "key" {
  name          = "alias/world"
  target_key_id = aws_kms_key.key[0].key_id
}

resource "aws_ssm_parameter" "parameter" {
  count = var.many
  name  = "/world/${count.index}"
  type  = "String"
  value = "value"
  tags  = local.tags
}

resource "aws_secretsmanager_secret" "secret" {
  count       = 3
  name        = "secret-${count.index}"
  description = "secret"
  tags        = local.tags
}

resource "aws_route53_zone" "zone" {
  name = "plumb.test"
  tags = local.tags
}

resource "aws_route53_record" "record" {
  count   = 3
  zone_id = aws_route53_zone.zone.zone_id
  name    = "r${count.index}.plumb.test"
  type    = "A"
  ttl     = 300
  records = ["10.0.0.1"]
}

resource "aws_ecr_repository" "images" {
  count                = 3
  name                 = "images-${count.index}"
  image_tag_mutability = "IMMUTABLE"
  tags                 = local.tags
}

resource "aws_ecs_cluster" "cluster" {
  name = "cluster"
  tags = local.tags
}

resource "aws_kinesis_stream" "stream" {
  name             = "stream"
  shard_count      = 1
  retention_period = 24
  tags             = local.tags
}

resource "aws_iam_instance_profile" "profile" {
  name = "profile"
  role = aws_iam_role.role[1].name
  tags = local.tags
}

resource "aws_key_pair" "key" {
  key_name   = "key"
  public_key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIF3xk0Wd4hWwSCZ3IMdG4wGMRDzPpJ1Y8nq8jUsXPLT2 a@b"
  tags       = local.tags
}
