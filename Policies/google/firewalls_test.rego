package terraform.google.firewalls_test

import data.plumb.testing
import data.terraform.google.firewalls

test_refuses_ssh if {
	"google.firewalls.ssh" in testing.ids(firewalls.deny) with input as testing.creating("google_compute_firewall", {"source_ranges": ["0.0.0.0/0"], "allow": [{"protocol": "tcp", "ports": ["22"]}]})
}

test_refuses_ssh_2 if {
	"google.firewalls.ssh" in testing.ids(firewalls.deny) with input as testing.creating("google_compute_firewall", {"source_ranges": ["::/0"], "allow": [{"protocol": "all"}]})
}

test_refuses_ssh_3 if {
	"google.firewalls.ssh" in testing.ids(firewalls.deny) with input as testing.creating("google_compute_firewall", {"source_ranges": ["0.0.0.0/0"], "allow": [{"protocol": "tcp", "ports": ["20-25"]}]})
}

test_accepts_ssh if {
	not "google.firewalls.ssh" in testing.ids(firewalls.deny) with input as testing.creating("google_compute_firewall", {"source_ranges": ["10.0.0.0/8"], "allow": [{"protocol": "tcp", "ports": ["22"]}]})
}

test_accepts_ssh_2 if {
	not "google.firewalls.ssh" in testing.ids(firewalls.deny) with input as testing.creating("google_compute_firewall", {"source_ranges": ["0.0.0.0/0"], "allow": [{"protocol": "tcp", "ports": ["8443"]}]})
}

test_accepts_ssh_3 if {
	not "google.firewalls.ssh" in testing.ids(firewalls.deny) with input as testing.creating("google_compute_firewall", {"direction": "EGRESS", "source_ranges": ["0.0.0.0/0"], "allow": [{"protocol": "tcp", "ports": ["22"]}]})
}

test_refuses_rdp if {
	"google.firewalls.rdp" in testing.ids(firewalls.deny) with input as testing.creating("google_compute_firewall", {"source_ranges": ["0.0.0.0/0"], "allow": [{"protocol": "tcp", "ports": ["3389"]}]})
}

test_refuses_rdp_2 if {
	"google.firewalls.rdp" in testing.ids(firewalls.deny) with input as testing.creating("google_compute_firewall", {"source_ranges": ["::/0"], "allow": [{"protocol": "all"}]})
}

test_refuses_rdp_3 if {
	"google.firewalls.rdp" in testing.ids(firewalls.deny) with input as testing.creating("google_compute_firewall", {"source_ranges": ["0.0.0.0/0"], "allow": [{"protocol": "tcp", "ports": ["3387-3392"]}]})
}

test_accepts_rdp if {
	not "google.firewalls.rdp" in testing.ids(firewalls.deny) with input as testing.creating("google_compute_firewall", {"source_ranges": ["10.0.0.0/8"], "allow": [{"protocol": "tcp", "ports": ["3389"]}]})
}

test_accepts_rdp_2 if {
	not "google.firewalls.rdp" in testing.ids(firewalls.deny) with input as testing.creating("google_compute_firewall", {"source_ranges": ["0.0.0.0/0"], "allow": [{"protocol": "tcp", "ports": ["8443"]}]})
}

test_accepts_rdp_3 if {
	not "google.firewalls.rdp" in testing.ids(firewalls.deny) with input as testing.creating("google_compute_firewall", {"direction": "EGRESS", "source_ranges": ["0.0.0.0/0"], "allow": [{"protocol": "tcp", "ports": ["3389"]}]})
}

test_refuses_http if {
	"google.firewalls.http" in testing.ids(firewalls.deny) with input as testing.creating("google_compute_firewall", {"source_ranges": ["0.0.0.0/0"], "allow": [{"protocol": "tcp", "ports": ["80"]}]})
}

test_refuses_http_2 if {
	"google.firewalls.http" in testing.ids(firewalls.deny) with input as testing.creating("google_compute_firewall", {"source_ranges": ["::/0"], "allow": [{"protocol": "all"}]})
}

test_refuses_http_3 if {
	"google.firewalls.http" in testing.ids(firewalls.deny) with input as testing.creating("google_compute_firewall", {"source_ranges": ["0.0.0.0/0"], "allow": [{"protocol": "tcp", "ports": ["78-83"]}]})
}

test_accepts_http if {
	not "google.firewalls.http" in testing.ids(firewalls.deny) with input as testing.creating("google_compute_firewall", {"source_ranges": ["10.0.0.0/8"], "allow": [{"protocol": "tcp", "ports": ["80"]}]})
}

test_accepts_http_2 if {
	not "google.firewalls.http" in testing.ids(firewalls.deny) with input as testing.creating("google_compute_firewall", {"source_ranges": ["0.0.0.0/0"], "allow": [{"protocol": "tcp", "ports": ["8443"]}]})
}

test_accepts_http_3 if {
	not "google.firewalls.http" in testing.ids(firewalls.deny) with input as testing.creating("google_compute_firewall", {"direction": "EGRESS", "source_ranges": ["0.0.0.0/0"], "allow": [{"protocol": "tcp", "ports": ["80"]}]})
}

test_refuses_ftp if {
	"google.firewalls.ftp" in testing.ids(firewalls.deny) with input as testing.creating("google_compute_firewall", {"source_ranges": ["0.0.0.0/0"], "allow": [{"protocol": "tcp", "ports": ["21"]}]})
}

test_refuses_ftp_2 if {
	"google.firewalls.ftp" in testing.ids(firewalls.deny) with input as testing.creating("google_compute_firewall", {"source_ranges": ["::/0"], "allow": [{"protocol": "all"}]})
}

test_refuses_ftp_3 if {
	"google.firewalls.ftp" in testing.ids(firewalls.deny) with input as testing.creating("google_compute_firewall", {"source_ranges": ["0.0.0.0/0"], "allow": [{"protocol": "tcp", "ports": ["19-24"]}]})
}

test_accepts_ftp if {
	not "google.firewalls.ftp" in testing.ids(firewalls.deny) with input as testing.creating("google_compute_firewall", {"source_ranges": ["10.0.0.0/8"], "allow": [{"protocol": "tcp", "ports": ["21"]}]})
}

test_accepts_ftp_2 if {
	not "google.firewalls.ftp" in testing.ids(firewalls.deny) with input as testing.creating("google_compute_firewall", {"source_ranges": ["0.0.0.0/0"], "allow": [{"protocol": "tcp", "ports": ["8443"]}]})
}

test_accepts_ftp_3 if {
	not "google.firewalls.ftp" in testing.ids(firewalls.deny) with input as testing.creating("google_compute_firewall", {"direction": "EGRESS", "source_ranges": ["0.0.0.0/0"], "allow": [{"protocol": "tcp", "ports": ["21"]}]})
}

test_refuses_ftp_transfers if {
	"google.firewalls.ftp-transfers" in testing.ids(firewalls.deny) with input as testing.creating("google_compute_firewall", {"source_ranges": ["0.0.0.0/0"], "allow": [{"protocol": "tcp", "ports": ["20"]}]})
}

test_refuses_ftp_transfers_2 if {
	"google.firewalls.ftp-transfers" in testing.ids(firewalls.deny) with input as testing.creating("google_compute_firewall", {"source_ranges": ["::/0"], "allow": [{"protocol": "all"}]})
}

test_refuses_ftp_transfers_3 if {
	"google.firewalls.ftp-transfers" in testing.ids(firewalls.deny) with input as testing.creating("google_compute_firewall", {"source_ranges": ["0.0.0.0/0"], "allow": [{"protocol": "tcp", "ports": ["18-23"]}]})
}

test_accepts_ftp_transfers if {
	not "google.firewalls.ftp-transfers" in testing.ids(firewalls.deny) with input as testing.creating("google_compute_firewall", {"source_ranges": ["10.0.0.0/8"], "allow": [{"protocol": "tcp", "ports": ["20"]}]})
}

test_accepts_ftp_transfers_2 if {
	not "google.firewalls.ftp-transfers" in testing.ids(firewalls.deny) with input as testing.creating("google_compute_firewall", {"source_ranges": ["0.0.0.0/0"], "allow": [{"protocol": "tcp", "ports": ["8443"]}]})
}

test_accepts_ftp_transfers_3 if {
	not "google.firewalls.ftp-transfers" in testing.ids(firewalls.deny) with input as testing.creating("google_compute_firewall", {"direction": "EGRESS", "source_ranges": ["0.0.0.0/0"], "allow": [{"protocol": "tcp", "ports": ["20"]}]})
}

test_refuses_mysql if {
	"google.firewalls.mysql" in testing.ids(firewalls.deny) with input as testing.creating("google_compute_firewall", {"source_ranges": ["0.0.0.0/0"], "allow": [{"protocol": "tcp", "ports": ["3306"]}]})
}

test_refuses_mysql_2 if {
	"google.firewalls.mysql" in testing.ids(firewalls.deny) with input as testing.creating("google_compute_firewall", {"source_ranges": ["::/0"], "allow": [{"protocol": "all"}]})
}

test_refuses_mysql_3 if {
	"google.firewalls.mysql" in testing.ids(firewalls.deny) with input as testing.creating("google_compute_firewall", {"source_ranges": ["0.0.0.0/0"], "allow": [{"protocol": "tcp", "ports": ["3304-3309"]}]})
}

test_accepts_mysql if {
	not "google.firewalls.mysql" in testing.ids(firewalls.deny) with input as testing.creating("google_compute_firewall", {"source_ranges": ["10.0.0.0/8"], "allow": [{"protocol": "tcp", "ports": ["3306"]}]})
}

test_accepts_mysql_2 if {
	not "google.firewalls.mysql" in testing.ids(firewalls.deny) with input as testing.creating("google_compute_firewall", {"source_ranges": ["0.0.0.0/0"], "allow": [{"protocol": "tcp", "ports": ["8443"]}]})
}

test_accepts_mysql_3 if {
	not "google.firewalls.mysql" in testing.ids(firewalls.deny) with input as testing.creating("google_compute_firewall", {"direction": "EGRESS", "source_ranges": ["0.0.0.0/0"], "allow": [{"protocol": "tcp", "ports": ["3306"]}]})
}

test_refuses_everything if {
	"google.firewalls.everything" in testing.ids(firewalls.deny) with input as testing.creating("google_compute_firewall", {"source_ranges": ["0.0.0.0/0"], "allow": [{"protocol": "all"}]})
}

test_accepts_everything if {
	not "google.firewalls.everything" in testing.ids(firewalls.deny) with input as testing.creating("google_compute_firewall", {"source_ranges": ["0.0.0.0/0"], "allow": [{"protocol": "tcp", "ports": ["443"]}]})
}

test_accepts_everything_2 if {
	not "google.firewalls.everything" in testing.ids(firewalls.deny) with input as testing.creating("google_compute_firewall", {"source_ranges": ["10.0.0.0/8"], "allow": [{"protocol": "all"}]})
}
