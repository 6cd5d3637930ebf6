"""The ground every app stands on. Nothing here knows of the apps."""
