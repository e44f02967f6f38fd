"""Pages 「页面」: the shell, components, access of views, listings, menu and cards that domains register."""
