"""What officers send from the hall while a meeting goes on: photos, and how many they count."""
