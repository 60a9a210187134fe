"""What people mean by what they type: phrases, options, amounts, dates, codes. Pure."""
