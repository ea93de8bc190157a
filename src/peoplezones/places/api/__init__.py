"""The open interface for programs: reads alone, for everybody, described by OpenAPI; the same data as the pages."""
