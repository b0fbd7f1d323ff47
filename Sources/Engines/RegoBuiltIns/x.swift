import Rego
