package main

import (
	"errors"
	"net/http"
	"strconv"

	"github.com/rs/cors"
)

type api struct {
	store *Store
}

// NewHandler makes the whole API: its routes, and what stands around them.
func NewHandler(store *Store) http.Handler {
	a := &api{store}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /health", func(w http.ResponseWriter, _ *http.Request) {
		writeJSON(w, http.StatusOK, map[string]string{"status": "ok"})
	})
	mux.Handle("GET /todos", handle(a.list))
	mux.Handle("POST /todos", handle(a.create))
	mux.Handle("DELETE /todos", handle(a.clear))
	mux.Handle("GET /todos/{id}", handle(a.read))
	mux.Handle("PATCH /todos/{id}", handle(a.update))
	mux.Handle("DELETE /todos/{id}", handle(a.remove))
	mux.Handle("/", handle(func(http.ResponseWriter, *http.Request) error {
		return problem(http.StatusNotFound, "There is nothing at this address.")
	}))

	return cors.New(cors.Options{
		AllowedOrigins: []string{"*"},
		AllowedMethods: []string{"GET", "POST", "PATCH", "DELETE"},
		AllowedHeaders: []string{"Content-Type"},
		ExposedHeaders: []string{"Link", "Location", "X-Total-Count"},
	}).Handler(mux)
}

// handle lets a handler return its error instead of writing it.
func handle(h func(http.ResponseWriter, *http.Request) error) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if err := h(w, r); err != nil {
			writeProblem(w, err)
		}
	})
}

// View is a todo as clients see it.
type View struct {
	Todo
	URL string `json:"url"`
}

func origin(r *http.Request) string { return "http://" + r.Host }

func view(r *http.Request, t Todo) View {
	return View{t, origin(r) + "/todos/" + t.ID}
}

func notFound(err error) error {
	if errors.Is(err, ErrNotFound) {
		return problem(http.StatusNotFound, "There is no todo with this id.")
	}
	return err
}

func (a *api) list(w http.ResponseWriter, r *http.Request) error {
	q, err := parseQuery(r.URL.Query())
	if err != nil {
		return err
	}
	found := []View{}
	for _, t := range a.store.List() {
		if q.completed == nil || t.Completed == *q.completed {
			found = append(found, view(r, t))
		}
	}
	w.Header().Set("X-Total-Count", strconv.Itoa(len(found)))
	for _, link := range q.links(origin(r)+"/todos", len(found)) {
		w.Header().Add("Link", link)
	}
	return writeJSON(w, http.StatusOK, q.page(found))
}

func (a *api) create(w http.ResponseWriter, r *http.Request) error {
	body, err := readBody(w, r)
	if err != nil {
		return err
	}
	changes, err := body.validate(true)
	if err != nil {
		return err
	}
	todo, err := a.store.Create(changes)
	if err != nil {
		return err
	}
	v := view(r, todo)
	w.Header().Set("Location", v.URL)
	return writeJSON(w, http.StatusCreated, v)
}

func (a *api) read(w http.ResponseWriter, r *http.Request) error {
	todo, err := a.store.Find(r.PathValue("id"))
	if err != nil {
		return notFound(err)
	}
	return writeJSON(w, http.StatusOK, view(r, todo))
}

func (a *api) update(w http.ResponseWriter, r *http.Request) error {
	body, err := readBody(w, r)
	if err != nil {
		return err
	}
	changes, err := body.validate(false)
	if err != nil {
		return err
	}
	todo, err := a.store.Update(r.PathValue("id"), changes)
	if err != nil {
		return notFound(err)
	}
	return writeJSON(w, http.StatusOK, view(r, todo))
}

func (a *api) remove(w http.ResponseWriter, r *http.Request) error {
	if err := a.store.Remove(r.PathValue("id")); err != nil {
		return notFound(err)
	}
	w.WriteHeader(http.StatusNoContent)
	return nil
}

func (a *api) clear(w http.ResponseWriter, _ *http.Request) error {
	if err := a.store.Clear(); err != nil {
		return err
	}
	w.WriteHeader(http.StatusNoContent)
	return nil
}
