module example.com/todos

go 1.24

require (
	github.com/google/uuid v1.6.0
	github.com/rs/cors v1.11.1
)
