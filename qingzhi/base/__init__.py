"""What any system needs: clock, permits, audit, events, regions, identity, files, pages."""
