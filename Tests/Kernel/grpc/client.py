"""Calls the echo at the address given, with the certificates of the folder given, and says whether all is well."""
import sys

import grpc

address, folder = sys.argv[1], sys.argv[2]


def read(name):
    with open(f"{folder}/{name}", "rb") as file:
        return file.read()


options = [("grpc.max_receive_message_length", -1), ("grpc.max_send_message_length", -1)]
if folder:
    credentials = grpc.ssl_channel_credentials(read("ca.pem"), read("client.key"), read("client.pem"))
    channel = grpc.secure_channel(address, credentials, options)
else:
    channel = grpc.insecure_channel(address, options)


def unary(name):
    return channel.unary_unary(f"/test.Echo/{name}")


def status(call):
    try:
        call()
    except grpc.RpcError as error:
        return error.code(), error.details()
    raise SystemExit("a call went well that must not")


for size in (0, 1, 5_000_000):
    message = bytes(index % 251 for index in range(size))
    assert unary("Unary")(message, timeout=20) == message, size
assert unary("Metadata")(b"", metadata=(("x-name", "ada"),)) == b"ada"
assert status(lambda: unary("Fail")(b"")) == (grpc.StatusCode.FAILED_PRECONDITION, "not so — 100%")
assert status(lambda: unary("Nowhere")(b""))[0] == grpc.StatusCode.UNIMPLEMENTED
assert status(lambda: unary("Never")(b"", timeout=0.2))[0] == grpc.StatusCode.DEADLINE_EXCEEDED
many = list(channel.unary_stream("/test.Echo/Many")(bytes([100, 100]), timeout=20))
assert len(many) == 100 and all(len(one) == 100_000 for one in many)
both = channel.stream_stream("/test.Echo/Both")(iter([bytes([index]) for index in range(50)]), timeout=20)
assert [one[0] for one in both] == list(range(50))
futures = [unary("Unary").future(bytes([index])) for index in range(100)]
assert [future.result()[0] for future in futures] == list(range(100))
print("all is well")
