package terraform.aws.vpc_test

import data.plumb.testing
import data.terraform.aws.vpc

test_refuses_open_ssh if {
	"aws.vpc.open-ssh" in testing.ids(vpc.deny) with input as testing.creating("aws_security_group", {"ingress": [{"protocol": "tcp", "from_port": 22, "to_port": 22, "cidr_blocks": ["0.0.0.0/0"], "ipv6_cidr_blocks": []}]})
}

test_refuses_open_ssh_2 if {
	"aws.vpc.open-ssh" in testing.ids(vpc.deny) with input as testing.creating("aws_security_group", {"ingress": [{"protocol": "tcp", "from_port": 21, "to_port": 23, "cidr_blocks": ["0.0.0.0/0"], "ipv6_cidr_blocks": []}]})
}

test_refuses_open_ssh_3 if {
	"aws.vpc.open-ssh" in testing.ids(vpc.deny) with input as testing.creating("aws_security_group_rule", {"type": "ingress", "protocol": "-1", "from_port": 0, "to_port": 0, "ipv6_cidr_blocks": ["::/0"]})
}

test_refuses_open_ssh_4 if {
	"aws.vpc.open-ssh" in testing.ids(vpc.deny) with input as testing.creating("aws_vpc_security_group_ingress_rule", {"ip_protocol": "tcp", "from_port": 22, "to_port": 22, "cidr_ipv4": "0.0.0.0/0"})
}

test_accepts_open_ssh if {
	not "aws.vpc.open-ssh" in testing.ids(vpc.deny) with input as testing.creating("aws_security_group", {"ingress": [{"protocol": "tcp", "from_port": 22, "to_port": 22, "cidr_blocks": ["10.0.0.0/8"], "ipv6_cidr_blocks": []}]})
}

test_accepts_open_ssh_2 if {
	not "aws.vpc.open-ssh" in testing.ids(vpc.deny) with input as testing.creating("aws_security_group", {"ingress": [{"protocol": "tcp", "from_port": 23, "to_port": 24, "cidr_blocks": ["0.0.0.0/0"], "ipv6_cidr_blocks": []}]})
}

test_accepts_open_ssh_3 if {
	not "aws.vpc.open-ssh" in testing.ids(vpc.deny) with input as testing.creating("aws_security_group", {"ingress": [{"protocol": "udp", "from_port": 22, "to_port": 22, "cidr_blocks": ["0.0.0.0/0"], "ipv6_cidr_blocks": []}]})
}

test_accepts_open_ssh_4 if {
	not "aws.vpc.open-ssh" in testing.ids(vpc.deny) with input as testing.creating("aws_security_group_rule", {"type": "egress", "protocol": "-1", "from_port": 0, "to_port": 0, "cidr_blocks": ["0.0.0.0/0"]})
}

test_accepts_open_ssh_5 if {
	not "aws.vpc.open-ssh" in testing.ids(vpc.deny) with input as testing.unsure("aws_security_group", {}, {"ingress": true})
}

test_refuses_open_rdp if {
	"aws.vpc.open-rdp" in testing.ids(vpc.deny) with input as testing.creating("aws_security_group", {"ingress": [{"protocol": "tcp", "from_port": 3389, "to_port": 3389, "cidr_blocks": ["0.0.0.0/0"], "ipv6_cidr_blocks": []}]})
}

test_refuses_open_rdp_2 if {
	"aws.vpc.open-rdp" in testing.ids(vpc.deny) with input as testing.creating("aws_security_group", {"ingress": [{"protocol": "tcp", "from_port": 3388, "to_port": 3390, "cidr_blocks": ["0.0.0.0/0"], "ipv6_cidr_blocks": []}]})
}

test_refuses_open_rdp_3 if {
	"aws.vpc.open-rdp" in testing.ids(vpc.deny) with input as testing.creating("aws_security_group_rule", {"type": "ingress", "protocol": "-1", "from_port": 0, "to_port": 0, "ipv6_cidr_blocks": ["::/0"]})
}

test_refuses_open_rdp_4 if {
	"aws.vpc.open-rdp" in testing.ids(vpc.deny) with input as testing.creating("aws_vpc_security_group_ingress_rule", {"ip_protocol": "tcp", "from_port": 3389, "to_port": 3389, "cidr_ipv4": "0.0.0.0/0"})
}

test_accepts_open_rdp if {
	not "aws.vpc.open-rdp" in testing.ids(vpc.deny) with input as testing.creating("aws_security_group", {"ingress": [{"protocol": "tcp", "from_port": 3389, "to_port": 3389, "cidr_blocks": ["10.0.0.0/8"], "ipv6_cidr_blocks": []}]})
}

test_accepts_open_rdp_2 if {
	not "aws.vpc.open-rdp" in testing.ids(vpc.deny) with input as testing.creating("aws_security_group", {"ingress": [{"protocol": "tcp", "from_port": 3390, "to_port": 3391, "cidr_blocks": ["0.0.0.0/0"], "ipv6_cidr_blocks": []}]})
}

test_accepts_open_rdp_3 if {
	not "aws.vpc.open-rdp" in testing.ids(vpc.deny) with input as testing.creating("aws_security_group", {"ingress": [{"protocol": "udp", "from_port": 3389, "to_port": 3389, "cidr_blocks": ["0.0.0.0/0"], "ipv6_cidr_blocks": []}]})
}

test_accepts_open_rdp_4 if {
	not "aws.vpc.open-rdp" in testing.ids(vpc.deny) with input as testing.creating("aws_security_group_rule", {"type": "egress", "protocol": "-1", "from_port": 0, "to_port": 0, "cidr_blocks": ["0.0.0.0/0"]})
}

test_accepts_open_rdp_5 if {
	not "aws.vpc.open-rdp" in testing.ids(vpc.deny) with input as testing.unsure("aws_security_group", {}, {"ingress": true})
}

test_refuses_open_http if {
	"aws.vpc.open-http" in testing.ids(vpc.deny) with input as testing.creating("aws_security_group", {"ingress": [{"protocol": "tcp", "from_port": 80, "to_port": 80, "cidr_blocks": ["0.0.0.0/0"], "ipv6_cidr_blocks": []}]})
}

test_refuses_open_http_2 if {
	"aws.vpc.open-http" in testing.ids(vpc.deny) with input as testing.creating("aws_security_group", {"ingress": [{"protocol": "tcp", "from_port": 79, "to_port": 81, "cidr_blocks": ["0.0.0.0/0"], "ipv6_cidr_blocks": []}]})
}

test_refuses_open_http_3 if {
	"aws.vpc.open-http" in testing.ids(vpc.deny) with input as testing.creating("aws_security_group_rule", {"type": "ingress", "protocol": "-1", "from_port": 0, "to_port": 0, "ipv6_cidr_blocks": ["::/0"]})
}

test_refuses_open_http_4 if {
	"aws.vpc.open-http" in testing.ids(vpc.deny) with input as testing.creating("aws_vpc_security_group_ingress_rule", {"ip_protocol": "tcp", "from_port": 80, "to_port": 80, "cidr_ipv4": "0.0.0.0/0"})
}

test_accepts_open_http if {
	not "aws.vpc.open-http" in testing.ids(vpc.deny) with input as testing.creating("aws_security_group", {"ingress": [{"protocol": "tcp", "from_port": 80, "to_port": 80, "cidr_blocks": ["10.0.0.0/8"], "ipv6_cidr_blocks": []}]})
}

test_accepts_open_http_2 if {
	not "aws.vpc.open-http" in testing.ids(vpc.deny) with input as testing.creating("aws_security_group", {"ingress": [{"protocol": "tcp", "from_port": 81, "to_port": 82, "cidr_blocks": ["0.0.0.0/0"], "ipv6_cidr_blocks": []}]})
}

test_accepts_open_http_3 if {
	not "aws.vpc.open-http" in testing.ids(vpc.deny) with input as testing.creating("aws_security_group", {"ingress": [{"protocol": "udp", "from_port": 80, "to_port": 80, "cidr_blocks": ["0.0.0.0/0"], "ipv6_cidr_blocks": []}]})
}

test_accepts_open_http_4 if {
	not "aws.vpc.open-http" in testing.ids(vpc.deny) with input as testing.creating("aws_security_group_rule", {"type": "egress", "protocol": "-1", "from_port": 0, "to_port": 0, "cidr_blocks": ["0.0.0.0/0"]})
}

test_accepts_open_http_5 if {
	not "aws.vpc.open-http" in testing.ids(vpc.deny) with input as testing.unsure("aws_security_group", {}, {"ingress": true})
}

test_refuses_open_telnet if {
	"aws.vpc.open-telnet" in testing.ids(vpc.deny) with input as testing.creating("aws_security_group", {"ingress": [{"protocol": "tcp", "from_port": 23, "to_port": 23, "cidr_blocks": ["0.0.0.0/0"], "ipv6_cidr_blocks": []}]})
}

test_refuses_open_telnet_2 if {
	"aws.vpc.open-telnet" in testing.ids(vpc.deny) with input as testing.creating("aws_security_group", {"ingress": [{"protocol": "tcp", "from_port": 22, "to_port": 24, "cidr_blocks": ["0.0.0.0/0"], "ipv6_cidr_blocks": []}]})
}

test_refuses_open_telnet_3 if {
	"aws.vpc.open-telnet" in testing.ids(vpc.deny) with input as testing.creating("aws_security_group_rule", {"type": "ingress", "protocol": "-1", "from_port": 0, "to_port": 0, "ipv6_cidr_blocks": ["::/0"]})
}

test_refuses_open_telnet_4 if {
	"aws.vpc.open-telnet" in testing.ids(vpc.deny) with input as testing.creating("aws_vpc_security_group_ingress_rule", {"ip_protocol": "tcp", "from_port": 23, "to_port": 23, "cidr_ipv4": "0.0.0.0/0"})
}

test_accepts_open_telnet if {
	not "aws.vpc.open-telnet" in testing.ids(vpc.deny) with input as testing.creating("aws_security_group", {"ingress": [{"protocol": "tcp", "from_port": 23, "to_port": 23, "cidr_blocks": ["10.0.0.0/8"], "ipv6_cidr_blocks": []}]})
}

test_accepts_open_telnet_2 if {
	not "aws.vpc.open-telnet" in testing.ids(vpc.deny) with input as testing.creating("aws_security_group", {"ingress": [{"protocol": "tcp", "from_port": 24, "to_port": 25, "cidr_blocks": ["0.0.0.0/0"], "ipv6_cidr_blocks": []}]})
}

test_accepts_open_telnet_3 if {
	not "aws.vpc.open-telnet" in testing.ids(vpc.deny) with input as testing.creating("aws_security_group", {"ingress": [{"protocol": "udp", "from_port": 23, "to_port": 23, "cidr_blocks": ["0.0.0.0/0"], "ipv6_cidr_blocks": []}]})
}

test_accepts_open_telnet_4 if {
	not "aws.vpc.open-telnet" in testing.ids(vpc.deny) with input as testing.creating("aws_security_group_rule", {"type": "egress", "protocol": "-1", "from_port": 0, "to_port": 0, "cidr_blocks": ["0.0.0.0/0"]})
}

test_accepts_open_telnet_5 if {
	not "aws.vpc.open-telnet" in testing.ids(vpc.deny) with input as testing.unsure("aws_security_group", {}, {"ingress": true})
}

test_refuses_open_smb if {
	"aws.vpc.open-smb" in testing.ids(vpc.deny) with input as testing.creating("aws_security_group", {"ingress": [{"protocol": "tcp", "from_port": 445, "to_port": 445, "cidr_blocks": ["0.0.0.0/0"], "ipv6_cidr_blocks": []}]})
}

test_refuses_open_smb_2 if {
	"aws.vpc.open-smb" in testing.ids(vpc.deny) with input as testing.creating("aws_security_group", {"ingress": [{"protocol": "tcp", "from_port": 444, "to_port": 446, "cidr_blocks": ["0.0.0.0/0"], "ipv6_cidr_blocks": []}]})
}

test_refuses_open_smb_3 if {
	"aws.vpc.open-smb" in testing.ids(vpc.deny) with input as testing.creating("aws_security_group_rule", {"type": "ingress", "protocol": "-1", "from_port": 0, "to_port": 0, "ipv6_cidr_blocks": ["::/0"]})
}

test_refuses_open_smb_4 if {
	"aws.vpc.open-smb" in testing.ids(vpc.deny) with input as testing.creating("aws_vpc_security_group_ingress_rule", {"ip_protocol": "tcp", "from_port": 445, "to_port": 445, "cidr_ipv4": "0.0.0.0/0"})
}

test_accepts_open_smb if {
	not "aws.vpc.open-smb" in testing.ids(vpc.deny) with input as testing.creating("aws_security_group", {"ingress": [{"protocol": "tcp", "from_port": 445, "to_port": 445, "cidr_blocks": ["10.0.0.0/8"], "ipv6_cidr_blocks": []}]})
}

test_accepts_open_smb_2 if {
	not "aws.vpc.open-smb" in testing.ids(vpc.deny) with input as testing.creating("aws_security_group", {"ingress": [{"protocol": "tcp", "from_port": 446, "to_port": 447, "cidr_blocks": ["0.0.0.0/0"], "ipv6_cidr_blocks": []}]})
}

test_accepts_open_smb_3 if {
	not "aws.vpc.open-smb" in testing.ids(vpc.deny) with input as testing.creating("aws_security_group", {"ingress": [{"protocol": "udp", "from_port": 445, "to_port": 445, "cidr_blocks": ["0.0.0.0/0"], "ipv6_cidr_blocks": []}]})
}

test_accepts_open_smb_4 if {
	not "aws.vpc.open-smb" in testing.ids(vpc.deny) with input as testing.creating("aws_security_group_rule", {"type": "egress", "protocol": "-1", "from_port": 0, "to_port": 0, "cidr_blocks": ["0.0.0.0/0"]})
}

test_accepts_open_smb_5 if {
	not "aws.vpc.open-smb" in testing.ids(vpc.deny) with input as testing.unsure("aws_security_group", {}, {"ingress": true})
}

test_refuses_open_mysql if {
	"aws.vpc.open-mysql" in testing.ids(vpc.deny) with input as testing.creating("aws_security_group", {"ingress": [{"protocol": "tcp", "from_port": 3306, "to_port": 3306, "cidr_blocks": ["0.0.0.0/0"], "ipv6_cidr_blocks": []}]})
}

test_refuses_open_mysql_2 if {
	"aws.vpc.open-mysql" in testing.ids(vpc.deny) with input as testing.creating("aws_security_group", {"ingress": [{"protocol": "tcp", "from_port": 3305, "to_port": 3307, "cidr_blocks": ["0.0.0.0/0"], "ipv6_cidr_blocks": []}]})
}

test_refuses_open_mysql_3 if {
	"aws.vpc.open-mysql" in testing.ids(vpc.deny) with input as testing.creating("aws_security_group_rule", {"type": "ingress", "protocol": "-1", "from_port": 0, "to_port": 0, "ipv6_cidr_blocks": ["::/0"]})
}

test_refuses_open_mysql_4 if {
	"aws.vpc.open-mysql" in testing.ids(vpc.deny) with input as testing.creating("aws_vpc_security_group_ingress_rule", {"ip_protocol": "tcp", "from_port": 3306, "to_port": 3306, "cidr_ipv4": "0.0.0.0/0"})
}

test_accepts_open_mysql if {
	not "aws.vpc.open-mysql" in testing.ids(vpc.deny) with input as testing.creating("aws_security_group", {"ingress": [{"protocol": "tcp", "from_port": 3306, "to_port": 3306, "cidr_blocks": ["10.0.0.0/8"], "ipv6_cidr_blocks": []}]})
}

test_accepts_open_mysql_2 if {
	not "aws.vpc.open-mysql" in testing.ids(vpc.deny) with input as testing.creating("aws_security_group", {"ingress": [{"protocol": "tcp", "from_port": 3307, "to_port": 3308, "cidr_blocks": ["0.0.0.0/0"], "ipv6_cidr_blocks": []}]})
}

test_accepts_open_mysql_3 if {
	not "aws.vpc.open-mysql" in testing.ids(vpc.deny) with input as testing.creating("aws_security_group", {"ingress": [{"protocol": "udp", "from_port": 3306, "to_port": 3306, "cidr_blocks": ["0.0.0.0/0"], "ipv6_cidr_blocks": []}]})
}

test_accepts_open_mysql_4 if {
	not "aws.vpc.open-mysql" in testing.ids(vpc.deny) with input as testing.creating("aws_security_group_rule", {"type": "egress", "protocol": "-1", "from_port": 0, "to_port": 0, "cidr_blocks": ["0.0.0.0/0"]})
}

test_accepts_open_mysql_5 if {
	not "aws.vpc.open-mysql" in testing.ids(vpc.deny) with input as testing.unsure("aws_security_group", {}, {"ingress": true})
}

test_refuses_open_postgresql if {
	"aws.vpc.open-postgresql" in testing.ids(vpc.deny) with input as testing.creating("aws_security_group", {"ingress": [{"protocol": "tcp", "from_port": 5432, "to_port": 5432, "cidr_blocks": ["0.0.0.0/0"], "ipv6_cidr_blocks": []}]})
}

test_refuses_open_postgresql_2 if {
	"aws.vpc.open-postgresql" in testing.ids(vpc.deny) with input as testing.creating("aws_security_group", {"ingress": [{"protocol": "tcp", "from_port": 5431, "to_port": 5433, "cidr_blocks": ["0.0.0.0/0"], "ipv6_cidr_blocks": []}]})
}

test_refuses_open_postgresql_3 if {
	"aws.vpc.open-postgresql" in testing.ids(vpc.deny) with input as testing.creating("aws_security_group_rule", {"type": "ingress", "protocol": "-1", "from_port": 0, "to_port": 0, "ipv6_cidr_blocks": ["::/0"]})
}

test_refuses_open_postgresql_4 if {
	"aws.vpc.open-postgresql" in testing.ids(vpc.deny) with input as testing.creating("aws_vpc_security_group_ingress_rule", {"ip_protocol": "tcp", "from_port": 5432, "to_port": 5432, "cidr_ipv4": "0.0.0.0/0"})
}

test_accepts_open_postgresql if {
	not "aws.vpc.open-postgresql" in testing.ids(vpc.deny) with input as testing.creating("aws_security_group", {"ingress": [{"protocol": "tcp", "from_port": 5432, "to_port": 5432, "cidr_blocks": ["10.0.0.0/8"], "ipv6_cidr_blocks": []}]})
}

test_accepts_open_postgresql_2 if {
	not "aws.vpc.open-postgresql" in testing.ids(vpc.deny) with input as testing.creating("aws_security_group", {"ingress": [{"protocol": "tcp", "from_port": 5433, "to_port": 5434, "cidr_blocks": ["0.0.0.0/0"], "ipv6_cidr_blocks": []}]})
}

test_accepts_open_postgresql_3 if {
	not "aws.vpc.open-postgresql" in testing.ids(vpc.deny) with input as testing.creating("aws_security_group", {"ingress": [{"protocol": "udp", "from_port": 5432, "to_port": 5432, "cidr_blocks": ["0.0.0.0/0"], "ipv6_cidr_blocks": []}]})
}

test_accepts_open_postgresql_4 if {
	not "aws.vpc.open-postgresql" in testing.ids(vpc.deny) with input as testing.creating("aws_security_group_rule", {"type": "egress", "protocol": "-1", "from_port": 0, "to_port": 0, "cidr_blocks": ["0.0.0.0/0"]})
}

test_accepts_open_postgresql_5 if {
	not "aws.vpc.open-postgresql" in testing.ids(vpc.deny) with input as testing.unsure("aws_security_group", {}, {"ingress": true})
}

test_refuses_open_sql_server if {
	"aws.vpc.open-sql-server" in testing.ids(vpc.deny) with input as testing.creating("aws_security_group", {"ingress": [{"protocol": "tcp", "from_port": 1433, "to_port": 1433, "cidr_blocks": ["0.0.0.0/0"], "ipv6_cidr_blocks": []}]})
}

test_refuses_open_sql_server_2 if {
	"aws.vpc.open-sql-server" in testing.ids(vpc.deny) with input as testing.creating("aws_security_group", {"ingress": [{"protocol": "tcp", "from_port": 1432, "to_port": 1434, "cidr_blocks": ["0.0.0.0/0"], "ipv6_cidr_blocks": []}]})
}

test_refuses_open_sql_server_3 if {
	"aws.vpc.open-sql-server" in testing.ids(vpc.deny) with input as testing.creating("aws_security_group_rule", {"type": "ingress", "protocol": "-1", "from_port": 0, "to_port": 0, "ipv6_cidr_blocks": ["::/0"]})
}

test_refuses_open_sql_server_4 if {
	"aws.vpc.open-sql-server" in testing.ids(vpc.deny) with input as testing.creating("aws_vpc_security_group_ingress_rule", {"ip_protocol": "tcp", "from_port": 1433, "to_port": 1433, "cidr_ipv4": "0.0.0.0/0"})
}

test_accepts_open_sql_server if {
	not "aws.vpc.open-sql-server" in testing.ids(vpc.deny) with input as testing.creating("aws_security_group", {"ingress": [{"protocol": "tcp", "from_port": 1433, "to_port": 1433, "cidr_blocks": ["10.0.0.0/8"], "ipv6_cidr_blocks": []}]})
}

test_accepts_open_sql_server_2 if {
	not "aws.vpc.open-sql-server" in testing.ids(vpc.deny) with input as testing.creating("aws_security_group", {"ingress": [{"protocol": "tcp", "from_port": 1434, "to_port": 1435, "cidr_blocks": ["0.0.0.0/0"], "ipv6_cidr_blocks": []}]})
}

test_accepts_open_sql_server_3 if {
	not "aws.vpc.open-sql-server" in testing.ids(vpc.deny) with input as testing.creating("aws_security_group", {"ingress": [{"protocol": "udp", "from_port": 1433, "to_port": 1433, "cidr_blocks": ["0.0.0.0/0"], "ipv6_cidr_blocks": []}]})
}

test_accepts_open_sql_server_4 if {
	not "aws.vpc.open-sql-server" in testing.ids(vpc.deny) with input as testing.creating("aws_security_group_rule", {"type": "egress", "protocol": "-1", "from_port": 0, "to_port": 0, "cidr_blocks": ["0.0.0.0/0"]})
}

test_accepts_open_sql_server_5 if {
	not "aws.vpc.open-sql-server" in testing.ids(vpc.deny) with input as testing.unsure("aws_security_group", {}, {"ingress": true})
}

test_refuses_open_oracle if {
	"aws.vpc.open-oracle" in testing.ids(vpc.deny) with input as testing.creating("aws_security_group", {"ingress": [{"protocol": "tcp", "from_port": 1521, "to_port": 1521, "cidr_blocks": ["0.0.0.0/0"], "ipv6_cidr_blocks": []}]})
}

test_refuses_open_oracle_2 if {
	"aws.vpc.open-oracle" in testing.ids(vpc.deny) with input as testing.creating("aws_security_group", {"ingress": [{"protocol": "tcp", "from_port": 1520, "to_port": 1522, "cidr_blocks": ["0.0.0.0/0"], "ipv6_cidr_blocks": []}]})
}

test_refuses_open_oracle_3 if {
	"aws.vpc.open-oracle" in testing.ids(vpc.deny) with input as testing.creating("aws_security_group_rule", {"type": "ingress", "protocol": "-1", "from_port": 0, "to_port": 0, "ipv6_cidr_blocks": ["::/0"]})
}

test_refuses_open_oracle_4 if {
	"aws.vpc.open-oracle" in testing.ids(vpc.deny) with input as testing.creating("aws_vpc_security_group_ingress_rule", {"ip_protocol": "tcp", "from_port": 1521, "to_port": 1521, "cidr_ipv4": "0.0.0.0/0"})
}

test_accepts_open_oracle if {
	not "aws.vpc.open-oracle" in testing.ids(vpc.deny) with input as testing.creating("aws_security_group", {"ingress": [{"protocol": "tcp", "from_port": 1521, "to_port": 1521, "cidr_blocks": ["10.0.0.0/8"], "ipv6_cidr_blocks": []}]})
}

test_accepts_open_oracle_2 if {
	not "aws.vpc.open-oracle" in testing.ids(vpc.deny) with input as testing.creating("aws_security_group", {"ingress": [{"protocol": "tcp", "from_port": 1522, "to_port": 1523, "cidr_blocks": ["0.0.0.0/0"], "ipv6_cidr_blocks": []}]})
}

test_accepts_open_oracle_3 if {
	not "aws.vpc.open-oracle" in testing.ids(vpc.deny) with input as testing.creating("aws_security_group", {"ingress": [{"protocol": "udp", "from_port": 1521, "to_port": 1521, "cidr_blocks": ["0.0.0.0/0"], "ipv6_cidr_blocks": []}]})
}

test_accepts_open_oracle_4 if {
	not "aws.vpc.open-oracle" in testing.ids(vpc.deny) with input as testing.creating("aws_security_group_rule", {"type": "egress", "protocol": "-1", "from_port": 0, "to_port": 0, "cidr_blocks": ["0.0.0.0/0"]})
}

test_accepts_open_oracle_5 if {
	not "aws.vpc.open-oracle" in testing.ids(vpc.deny) with input as testing.unsure("aws_security_group", {}, {"ingress": true})
}

test_refuses_open_redis if {
	"aws.vpc.open-redis" in testing.ids(vpc.deny) with input as testing.creating("aws_security_group", {"ingress": [{"protocol": "tcp", "from_port": 6379, "to_port": 6379, "cidr_blocks": ["0.0.0.0/0"], "ipv6_cidr_blocks": []}]})
}

test_refuses_open_redis_2 if {
	"aws.vpc.open-redis" in testing.ids(vpc.deny) with input as testing.creating("aws_security_group", {"ingress": [{"protocol": "tcp", "from_port": 6378, "to_port": 6380, "cidr_blocks": ["0.0.0.0/0"], "ipv6_cidr_blocks": []}]})
}

test_refuses_open_redis_3 if {
	"aws.vpc.open-redis" in testing.ids(vpc.deny) with input as testing.creating("aws_security_group_rule", {"type": "ingress", "protocol": "-1", "from_port": 0, "to_port": 0, "ipv6_cidr_blocks": ["::/0"]})
}

test_refuses_open_redis_4 if {
	"aws.vpc.open-redis" in testing.ids(vpc.deny) with input as testing.creating("aws_vpc_security_group_ingress_rule", {"ip_protocol": "tcp", "from_port": 6379, "to_port": 6379, "cidr_ipv4": "0.0.0.0/0"})
}

test_accepts_open_redis if {
	not "aws.vpc.open-redis" in testing.ids(vpc.deny) with input as testing.creating("aws_security_group", {"ingress": [{"protocol": "tcp", "from_port": 6379, "to_port": 6379, "cidr_blocks": ["10.0.0.0/8"], "ipv6_cidr_blocks": []}]})
}

test_accepts_open_redis_2 if {
	not "aws.vpc.open-redis" in testing.ids(vpc.deny) with input as testing.creating("aws_security_group", {"ingress": [{"protocol": "tcp", "from_port": 6380, "to_port": 6381, "cidr_blocks": ["0.0.0.0/0"], "ipv6_cidr_blocks": []}]})
}

test_accepts_open_redis_3 if {
	not "aws.vpc.open-redis" in testing.ids(vpc.deny) with input as testing.creating("aws_security_group", {"ingress": [{"protocol": "udp", "from_port": 6379, "to_port": 6379, "cidr_blocks": ["0.0.0.0/0"], "ipv6_cidr_blocks": []}]})
}

test_accepts_open_redis_4 if {
	not "aws.vpc.open-redis" in testing.ids(vpc.deny) with input as testing.creating("aws_security_group_rule", {"type": "egress", "protocol": "-1", "from_port": 0, "to_port": 0, "cidr_blocks": ["0.0.0.0/0"]})
}

test_accepts_open_redis_5 if {
	not "aws.vpc.open-redis" in testing.ids(vpc.deny) with input as testing.unsure("aws_security_group", {}, {"ingress": true})
}

test_refuses_open_mongodb if {
	"aws.vpc.open-mongodb" in testing.ids(vpc.deny) with input as testing.creating("aws_security_group", {"ingress": [{"protocol": "tcp", "from_port": 27017, "to_port": 27017, "cidr_blocks": ["0.0.0.0/0"], "ipv6_cidr_blocks": []}]})
}

test_refuses_open_mongodb_2 if {
	"aws.vpc.open-mongodb" in testing.ids(vpc.deny) with input as testing.creating("aws_security_group", {"ingress": [{"protocol": "tcp", "from_port": 27016, "to_port": 27018, "cidr_blocks": ["0.0.0.0/0"], "ipv6_cidr_blocks": []}]})
}

test_refuses_open_mongodb_3 if {
	"aws.vpc.open-mongodb" in testing.ids(vpc.deny) with input as testing.creating("aws_security_group_rule", {"type": "ingress", "protocol": "-1", "from_port": 0, "to_port": 0, "ipv6_cidr_blocks": ["::/0"]})
}

test_refuses_open_mongodb_4 if {
	"aws.vpc.open-mongodb" in testing.ids(vpc.deny) with input as testing.creating("aws_vpc_security_group_ingress_rule", {"ip_protocol": "tcp", "from_port": 27017, "to_port": 27017, "cidr_ipv4": "0.0.0.0/0"})
}

test_accepts_open_mongodb if {
	not "aws.vpc.open-mongodb" in testing.ids(vpc.deny) with input as testing.creating("aws_security_group", {"ingress": [{"protocol": "tcp", "from_port": 27017, "to_port": 27017, "cidr_blocks": ["10.0.0.0/8"], "ipv6_cidr_blocks": []}]})
}

test_accepts_open_mongodb_2 if {
	not "aws.vpc.open-mongodb" in testing.ids(vpc.deny) with input as testing.creating("aws_security_group", {"ingress": [{"protocol": "tcp", "from_port": 27018, "to_port": 27019, "cidr_blocks": ["0.0.0.0/0"], "ipv6_cidr_blocks": []}]})
}

test_accepts_open_mongodb_3 if {
	not "aws.vpc.open-mongodb" in testing.ids(vpc.deny) with input as testing.creating("aws_security_group", {"ingress": [{"protocol": "udp", "from_port": 27017, "to_port": 27017, "cidr_blocks": ["0.0.0.0/0"], "ipv6_cidr_blocks": []}]})
}

test_accepts_open_mongodb_4 if {
	not "aws.vpc.open-mongodb" in testing.ids(vpc.deny) with input as testing.creating("aws_security_group_rule", {"type": "egress", "protocol": "-1", "from_port": 0, "to_port": 0, "cidr_blocks": ["0.0.0.0/0"]})
}

test_accepts_open_mongodb_5 if {
	not "aws.vpc.open-mongodb" in testing.ids(vpc.deny) with input as testing.unsure("aws_security_group", {}, {"ingress": true})
}

test_refuses_open_elasticsearch if {
	"aws.vpc.open-elasticsearch" in testing.ids(vpc.deny) with input as testing.creating("aws_security_group", {"ingress": [{"protocol": "tcp", "from_port": 9200, "to_port": 9200, "cidr_blocks": ["0.0.0.0/0"], "ipv6_cidr_blocks": []}]})
}

test_refuses_open_elasticsearch_2 if {
	"aws.vpc.open-elasticsearch" in testing.ids(vpc.deny) with input as testing.creating("aws_security_group", {"ingress": [{"protocol": "tcp", "from_port": 9199, "to_port": 9201, "cidr_blocks": ["0.0.0.0/0"], "ipv6_cidr_blocks": []}]})
}

test_refuses_open_elasticsearch_3 if {
	"aws.vpc.open-elasticsearch" in testing.ids(vpc.deny) with input as testing.creating("aws_security_group_rule", {"type": "ingress", "protocol": "-1", "from_port": 0, "to_port": 0, "ipv6_cidr_blocks": ["::/0"]})
}

test_refuses_open_elasticsearch_4 if {
	"aws.vpc.open-elasticsearch" in testing.ids(vpc.deny) with input as testing.creating("aws_vpc_security_group_ingress_rule", {"ip_protocol": "tcp", "from_port": 9200, "to_port": 9200, "cidr_ipv4": "0.0.0.0/0"})
}

test_accepts_open_elasticsearch if {
	not "aws.vpc.open-elasticsearch" in testing.ids(vpc.deny) with input as testing.creating("aws_security_group", {"ingress": [{"protocol": "tcp", "from_port": 9200, "to_port": 9200, "cidr_blocks": ["10.0.0.0/8"], "ipv6_cidr_blocks": []}]})
}

test_accepts_open_elasticsearch_2 if {
	not "aws.vpc.open-elasticsearch" in testing.ids(vpc.deny) with input as testing.creating("aws_security_group", {"ingress": [{"protocol": "tcp", "from_port": 9201, "to_port": 9202, "cidr_blocks": ["0.0.0.0/0"], "ipv6_cidr_blocks": []}]})
}

test_accepts_open_elasticsearch_3 if {
	not "aws.vpc.open-elasticsearch" in testing.ids(vpc.deny) with input as testing.creating("aws_security_group", {"ingress": [{"protocol": "udp", "from_port": 9200, "to_port": 9200, "cidr_blocks": ["0.0.0.0/0"], "ipv6_cidr_blocks": []}]})
}

test_accepts_open_elasticsearch_4 if {
	not "aws.vpc.open-elasticsearch" in testing.ids(vpc.deny) with input as testing.creating("aws_security_group_rule", {"type": "egress", "protocol": "-1", "from_port": 0, "to_port": 0, "cidr_blocks": ["0.0.0.0/0"]})
}

test_accepts_open_elasticsearch_5 if {
	not "aws.vpc.open-elasticsearch" in testing.ids(vpc.deny) with input as testing.unsure("aws_security_group", {}, {"ingress": true})
}

test_refuses_open_docker if {
	"aws.vpc.open-docker" in testing.ids(vpc.deny) with input as testing.creating("aws_security_group", {"ingress": [{"protocol": "tcp", "from_port": 2375, "to_port": 2375, "cidr_blocks": ["0.0.0.0/0"], "ipv6_cidr_blocks": []}]})
}

test_refuses_open_docker_2 if {
	"aws.vpc.open-docker" in testing.ids(vpc.deny) with input as testing.creating("aws_security_group", {"ingress": [{"protocol": "tcp", "from_port": 2374, "to_port": 2376, "cidr_blocks": ["0.0.0.0/0"], "ipv6_cidr_blocks": []}]})
}

test_refuses_open_docker_3 if {
	"aws.vpc.open-docker" in testing.ids(vpc.deny) with input as testing.creating("aws_security_group_rule", {"type": "ingress", "protocol": "-1", "from_port": 0, "to_port": 0, "ipv6_cidr_blocks": ["::/0"]})
}

test_refuses_open_docker_4 if {
	"aws.vpc.open-docker" in testing.ids(vpc.deny) with input as testing.creating("aws_vpc_security_group_ingress_rule", {"ip_protocol": "tcp", "from_port": 2375, "to_port": 2375, "cidr_ipv4": "0.0.0.0/0"})
}

test_accepts_open_docker if {
	not "aws.vpc.open-docker" in testing.ids(vpc.deny) with input as testing.creating("aws_security_group", {"ingress": [{"protocol": "tcp", "from_port": 2375, "to_port": 2375, "cidr_blocks": ["10.0.0.0/8"], "ipv6_cidr_blocks": []}]})
}

test_accepts_open_docker_2 if {
	not "aws.vpc.open-docker" in testing.ids(vpc.deny) with input as testing.creating("aws_security_group", {"ingress": [{"protocol": "tcp", "from_port": 2376, "to_port": 2377, "cidr_blocks": ["0.0.0.0/0"], "ipv6_cidr_blocks": []}]})
}

test_accepts_open_docker_3 if {
	not "aws.vpc.open-docker" in testing.ids(vpc.deny) with input as testing.creating("aws_security_group", {"ingress": [{"protocol": "udp", "from_port": 2375, "to_port": 2375, "cidr_blocks": ["0.0.0.0/0"], "ipv6_cidr_blocks": []}]})
}

test_accepts_open_docker_4 if {
	not "aws.vpc.open-docker" in testing.ids(vpc.deny) with input as testing.creating("aws_security_group_rule", {"type": "egress", "protocol": "-1", "from_port": 0, "to_port": 0, "cidr_blocks": ["0.0.0.0/0"]})
}

test_accepts_open_docker_5 if {
	not "aws.vpc.open-docker" in testing.ids(vpc.deny) with input as testing.unsure("aws_security_group", {}, {"ingress": true})
}

test_refuses_open_kubelet if {
	"aws.vpc.open-kubelet" in testing.ids(vpc.deny) with input as testing.creating("aws_security_group", {"ingress": [{"protocol": "tcp", "from_port": 10250, "to_port": 10250, "cidr_blocks": ["0.0.0.0/0"], "ipv6_cidr_blocks": []}]})
}

test_refuses_open_kubelet_2 if {
	"aws.vpc.open-kubelet" in testing.ids(vpc.deny) with input as testing.creating("aws_security_group", {"ingress": [{"protocol": "tcp", "from_port": 10249, "to_port": 10251, "cidr_blocks": ["0.0.0.0/0"], "ipv6_cidr_blocks": []}]})
}

test_refuses_open_kubelet_3 if {
	"aws.vpc.open-kubelet" in testing.ids(vpc.deny) with input as testing.creating("aws_security_group_rule", {"type": "ingress", "protocol": "-1", "from_port": 0, "to_port": 0, "ipv6_cidr_blocks": ["::/0"]})
}

test_refuses_open_kubelet_4 if {
	"aws.vpc.open-kubelet" in testing.ids(vpc.deny) with input as testing.creating("aws_vpc_security_group_ingress_rule", {"ip_protocol": "tcp", "from_port": 10250, "to_port": 10250, "cidr_ipv4": "0.0.0.0/0"})
}

test_accepts_open_kubelet if {
	not "aws.vpc.open-kubelet" in testing.ids(vpc.deny) with input as testing.creating("aws_security_group", {"ingress": [{"protocol": "tcp", "from_port": 10250, "to_port": 10250, "cidr_blocks": ["10.0.0.0/8"], "ipv6_cidr_blocks": []}]})
}

test_accepts_open_kubelet_2 if {
	not "aws.vpc.open-kubelet" in testing.ids(vpc.deny) with input as testing.creating("aws_security_group", {"ingress": [{"protocol": "tcp", "from_port": 10251, "to_port": 10252, "cidr_blocks": ["0.0.0.0/0"], "ipv6_cidr_blocks": []}]})
}

test_accepts_open_kubelet_3 if {
	not "aws.vpc.open-kubelet" in testing.ids(vpc.deny) with input as testing.creating("aws_security_group", {"ingress": [{"protocol": "udp", "from_port": 10250, "to_port": 10250, "cidr_blocks": ["0.0.0.0/0"], "ipv6_cidr_blocks": []}]})
}

test_accepts_open_kubelet_4 if {
	not "aws.vpc.open-kubelet" in testing.ids(vpc.deny) with input as testing.creating("aws_security_group_rule", {"type": "egress", "protocol": "-1", "from_port": 0, "to_port": 0, "cidr_blocks": ["0.0.0.0/0"]})
}

test_accepts_open_kubelet_5 if {
	not "aws.vpc.open-kubelet" in testing.ids(vpc.deny) with input as testing.unsure("aws_security_group", {}, {"ingress": true})
}

test_refuses_open_all if {
	"aws.vpc.open-all" in testing.ids(vpc.deny) with input as testing.creating("aws_security_group", {"ingress": [{"protocol": "-1", "from_port": 0, "to_port": 0, "cidr_blocks": ["0.0.0.0/0"], "ipv6_cidr_blocks": []}]})
}

test_accepts_open_all if {
	not "aws.vpc.open-all" in testing.ids(vpc.deny) with input as testing.creating("aws_security_group", {"ingress": [{"protocol": "tcp", "from_port": 443, "to_port": 443, "cidr_blocks": ["0.0.0.0/0"], "ipv6_cidr_blocks": []}]})
}

test_accepts_open_all_2 if {
	not "aws.vpc.open-all" in testing.ids(vpc.deny) with input as testing.creating("aws_security_group", {"ingress": [{"protocol": "-1", "from_port": 0, "to_port": 0, "cidr_blocks": ["10.0.0.0/8"], "ipv6_cidr_blocks": []}]})
}

test_refuses_default_group if {
	"aws.vpc.default-group" in testing.ids(vpc.deny) with input as testing.creating("aws_default_security_group", {"ingress": [{"protocol": "tcp", "from_port": 1, "to_port": 1, "cidr_blocks": ["10.0.0.0/8"], "ipv6_cidr_blocks": []}]})
}

test_accepts_default_group if {
	not "aws.vpc.default-group" in testing.ids(vpc.deny) with input as testing.creating("aws_default_security_group", {"ingress": [], "egress": []})
}

test_accepts_default_group_2 if {
	not "aws.vpc.default-group" in testing.ids(vpc.deny) with input as testing.unsure("aws_default_security_group", {}, {"ingress": true})
}

test_refuses_subnet_public_ip if {
	"aws.vpc.subnet-public-ip" in testing.ids(vpc.deny) with input as testing.creating("aws_subnet", {"map_public_ip_on_launch": true})
}

test_accepts_subnet_public_ip if {
	not "aws.vpc.subnet-public-ip" in testing.ids(vpc.deny) with input as testing.creating("aws_subnet", {"map_public_ip_on_launch": false})
}

test_accepts_subnet_public_ip_2 if {
	not "aws.vpc.subnet-public-ip" in testing.ids(vpc.deny) with input as testing.creating("aws_subnet", {})
}
