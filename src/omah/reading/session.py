"""Open a network for reading: on the processor, quiet, on as many threads as told."""

import onnxruntime as ort


def open_session(model: bytes, threads: int = 1) -> ort.InferenceSession:
    """Return a session of the network whose ONNX bytes these are."""
    options = ort.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return ort.InferenceSession(model, options, providers=["CPUExecutionProvider"])
