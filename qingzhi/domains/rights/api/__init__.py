"""Rights over HTTP: read by everybody as far as licences allow, written with a token by the pages' own actions."""
