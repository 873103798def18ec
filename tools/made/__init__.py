"""The generated pages: each module's `make()` answers paths under the project and their text."""
