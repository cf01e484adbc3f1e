// Package web is the API over HTTP.
package web

import (
	"encoding/json"
	"log/slog"
	"mime"
	"net/http"

	"github.com/go-chi/chi/v5"
	"github.com/go-chi/chi/v5/middleware"
	"github.com/go-chi/cors"

	"example.com/todos/internal/todo"
)

// New makes the handler of the whole API.
func New(repository *todo.Repository) http.Handler {
	r := chi.NewRouter()
	r.Use(cors.Handler(cors.Options{
		AllowedOrigins: []string{"*"},
		AllowedMethods: []string{"GET", "POST", "PATCH", "DELETE"},
		AllowedHeaders: []string{"Content-Type"},
		ExposedHeaders: []string{"Link", "Location", "X-Total-Count"},
	}))
	r.Use(middleware.Recoverer, middleware.RequestSize(100<<10))
	r.NotFound(func(w http.ResponseWriter, _ *http.Request) {
		writeProblem(w, http.StatusNotFound, "There is nothing at this address.", nil)
	})
	r.MethodNotAllowed(func(w http.ResponseWriter, _ *http.Request) {
		writeProblem(w, http.StatusMethodNotAllowed, "This cannot be done here.", nil)
	})

	r.Get("/health", func(w http.ResponseWriter, _ *http.Request) {
		writeJSON(w, http.StatusOK, map[string]string{"status": "ok"})
	})
	h := todos{repository}
	r.Route("/todos", func(r chi.Router) {
		r.Get("/", h.list)
		r.With(onlyJSON).Post("/", h.create)
		r.Delete("/", h.clear)
		r.Route("/{id}", func(r chi.Router) {
			r.Get("/", h.read)
			r.With(onlyJSON).Patch("/", h.update)
			r.Delete("/", h.remove)
		})
	})
	return r
}

// onlyJSON is chi's AllowContentType, with a problem document in place of a bare 415.
func onlyJSON(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		mediaType, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
		if err != nil || mediaType != "application/json" {
			writeProblem(w, http.StatusUnsupportedMediaType, "Send JSON, with Content-Type: application/json.", nil)
			return
		}
		next.ServeHTTP(w, r)
	})
}

type problem struct {
	Type   string       `json:"type"`
	Title  string       `json:"title"`
	Status int          `json:"status"`
	Detail string       `json:"detail"`
	Errors []fieldError `json:"errors,omitempty"`
}

type fieldError struct {
	Field   string `json:"field"`
	Message string `json:"message"`
}

// writeProblem answers an error as RFC 9457 describes it.
func writeProblem(w http.ResponseWriter, status int, detail string, wrong todo.Errors) {
	p := problem{Type: "about:blank", Title: http.StatusText(status), Status: status, Detail: detail}
	for field, message := range wrong {
		p.Errors = append(p.Errors, fieldError{field, message})
	}
	w.Header().Set("Content-Type", "application/problem+json")
	write(w, status, p)
}

func writeJSON(w http.ResponseWriter, status int, value any) {
	w.Header().Set("Content-Type", "application/json")
	write(w, status, value)
}

func write(w http.ResponseWriter, status int, value any) {
	w.WriteHeader(status)
	if err := json.NewEncoder(w).Encode(value); err != nil {
		slog.Warn("an answer was not sent", "error", err)
	}
}
