// Command todos serves a list of todos over HTTP.
package main

import (
	"log/slog"
	"net"
	"net/http"
	"os"

	"example.com/todos/internal/todo"
	"example.com/todos/internal/web"
)

func main() {
	if err := run(); err != nil {
		slog.Error("the server has stopped", "error", err)
		os.Exit(1)
	}
}

func run() error {
	file, port := os.Getenv("DATA_FILE"), os.Getenv("PORT")
	if file == "" {
		file = ".data/todos.json"
	}
	if port == "" {
		port = "3000"
	}
	repository, err := todo.Open(file)
	if err != nil {
		return err
	}
	address := net.JoinHostPort("127.0.0.1", port)
	slog.Info("listening", "address", address)
	return http.ListenAndServe(address, web.New(repository))
}
