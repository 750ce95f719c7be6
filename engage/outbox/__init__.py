"""Letters: an e-mail is a row until the worker has posted it, so nothing is lost and nothing is sent twice."""
