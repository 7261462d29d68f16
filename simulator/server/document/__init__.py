"""The OpenAPI document of the server, made of what each operation declares and of the types of what it answers."""
