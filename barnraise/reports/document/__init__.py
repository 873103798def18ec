"""Reports and paper forms as frozen values that know no format. Pure."""
