"""Serves the echo, with the certificates of the folder given; says its port, and serves until it is stopped."""
import sys
import time
from concurrent import futures

import grpc

folder = sys.argv[1]


def read(name):
    with open(f"{folder}/{name}", "rb") as file:
        return file.read()


def fail(message, context):
    context.abort(grpc.StatusCode.FAILED_PRECONDITION, "not so — 100%")


def never(message, context):
    while context.is_active():
        time.sleep(0.05)
    return b""


def both(messages, context):
    yield from messages


class Echo(grpc.GenericRpcHandler):
    def service(self, details):
        unary = {"Unary": lambda message, context: message, "Fail": fail, "Never": never}
        name = details.method.rsplit("/", 1)[1]
        if name in unary:
            return grpc.unary_unary_rpc_method_handler(unary[name])
        return grpc.stream_stream_rpc_method_handler(both) if name == "Both" else None


options = [("grpc.max_receive_message_length", -1), ("grpc.max_send_message_length", -1)]
server = grpc.server(futures.ThreadPoolExecutor(8), options=options)
server.add_generic_rpc_handlers((Echo(),))
if folder:
    credentials = grpc.ssl_server_credentials(
        [(read("server.key"), read("server.pem"))], read("ca.pem"), require_client_auth=True)
    port = server.add_secure_port("127.0.0.1:0", credentials)
else:
    port = server.add_insecure_port("127.0.0.1:0")
server.start()
print(port)
server.wait_for_termination()
