package main

import (
	"errors"
	"log"
	"net/http"

	"github.com/gin-contrib/cors"
	"github.com/gin-gonic/gin"
)

const maxBody = 100 << 10

// NewRouter puts the middleware and the routes together.
func NewRouter(store *Store) *gin.Engine {
	r := gin.New()
	r.Use(gin.Recovery(), cors.New(cors.Config{
		AllowAllOrigins: true,
		AllowMethods:    []string{"GET", "POST", "PATCH", "DELETE"},
		AllowHeaders:    []string{"Content-Type"},
		ExposeHeaders:   []string{"Link", "Location", "X-Total-Count"},
	}), answerErrors, limitBody)
	r.RedirectTrailingSlash = false
	r.NoRoute(func(c *gin.Context) {
		_ = c.Error(newProblem(http.StatusNotFound, "There is nothing at this address."))
	})

	r.GET("/health", func(c *gin.Context) {
		c.JSON(http.StatusOK, gin.H{"status": "ok"})
	})
	h := &todoHandler{store}
	todos := r.Group("/todos")
	todos.GET("", h.list)
	todos.POST("", h.create)
	todos.DELETE("", h.clear)
	todos.GET("/:id", h.read)
	todos.PATCH("/:id", h.update)
	todos.DELETE("/:id", h.remove)
	return r
}

// Problem is an error as clients see it (RFC 9457).
type Problem struct {
	Type   string       `json:"type"`
	Title  string       `json:"title"`
	Status int          `json:"status"`
	Detail string       `json:"detail"`
	Errors []FieldError `json:"errors,omitempty"`
}

// FieldError names a field that has to be corrected.
type FieldError struct {
	Field   string `json:"field"`
	Message string `json:"message"`
}

func (p *Problem) Error() string { return p.Detail }

func newProblem(status int, detail string, errs ...FieldError) *Problem {
	return &Problem{"about:blank", http.StatusText(status), status, detail, errs}
}

// answerErrors writes what a handler has left in c.Error.
func answerErrors(c *gin.Context) {
	c.Next()
	last := c.Errors.Last()
	if last == nil {
		return
	}
	var p *Problem
	var tooLarge *http.MaxBytesError
	switch {
	case errors.As(last.Err, &p):
	case errors.As(last.Err, &tooLarge):
		p = newProblem(http.StatusRequestEntityTooLarge, "The body is larger than 100 kB.")
	case errors.Is(last.Err, ErrNotFound):
		p = newProblem(http.StatusNotFound, "There is no todo with this id.")
	default:
		log.Print(last.Err)
		p = newProblem(http.StatusInternalServerError, "Something went wrong.")
	}
	c.Header("Content-Type", "application/problem+json")
	c.JSON(p.Status, p)
}

func limitBody(c *gin.Context) {
	c.Request.Body = http.MaxBytesReader(c.Writer, c.Request.Body, maxBody)
}
