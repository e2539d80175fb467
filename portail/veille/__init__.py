"""What people watch: aids kept, searches saved, alerts by mail, notices of opening."""
