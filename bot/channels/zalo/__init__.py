"""What both Zalo channels share: attachments and where they lie."""
