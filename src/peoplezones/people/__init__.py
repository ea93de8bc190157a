"""Who is let in and leaves: invitations, accounts that staff help with, the directory."""
