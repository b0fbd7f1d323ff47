import Guardrails
