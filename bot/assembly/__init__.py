"""The one place that knows everybody: settings in, a working Loa out; one module a channel."""
