// Command todos serves a list of todos over HTTP.
package main

import (
	"log"
	"net"
	"os"

	"github.com/gin-gonic/gin"
)

func main() {
	gin.SetMode(gin.ReleaseMode)
	store, err := OpenStore(env("DATA_FILE", ".data/todos.json"))
	if err != nil {
		log.Fatal(err)
	}
	address := net.JoinHostPort("127.0.0.1", env("PORT", "3000"))
	log.Printf("listening on http://%s", address)
	log.Fatal(NewRouter(store).Run(address))
}

func env(name, fallback string) string {
	if value := os.Getenv(name); value != "" {
		return value
	}
	return fallback
}
