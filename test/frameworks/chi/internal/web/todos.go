package web

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"regexp"
	"strconv"

	"github.com/go-chi/chi/v5"

	"example.com/todos/internal/todo"
)

type todos struct{ repository *todo.Repository }

type view struct {
	todo.Todo
	URL string `json:"url"`
}

func address(r *http.Request) string { return "http://" + r.Host + "/todos" }

func viewOf(r *http.Request, t todo.Todo) view {
	return view{t, address(r) + "/" + strconv.Itoa(t.ID)}
}

func (h todos) list(w http.ResponseWriter, r *http.Request) {
	q, wrong := parseQuery(r.URL.Query())
	if len(wrong) > 0 {
		refuse(w, wrong)
		return
	}
	found := []view{}
	for _, t := range h.repository.All() {
		if q.completed == "" || q.completed == strconv.FormatBool(t.Completed) {
			found = append(found, viewOf(r, t))
		}
	}
	total := len(found)
	start, end := min(q.offset, total), total
	if q.limit > 0 {
		end = min(start+q.limit, total)
		if q.offset > 0 {
			w.Header().Add("Link", q.link(address(r), "prev", max(0, q.offset-q.limit)))
		}
		if end < total {
			w.Header().Add("Link", q.link(address(r), "next", end))
		}
	}
	w.Header().Set("X-Total-Count", strconv.Itoa(total))
	writeJSON(w, http.StatusOK, found[start:end])
}

func (h todos) create(w http.ResponseWriter, r *http.Request) {
	changes, ok := readChanges(w, r, true)
	if !ok {
		return
	}
	made, err := h.repository.Add(changes)
	if err != nil {
		fail(w, err)
		return
	}
	v := viewOf(r, made)
	w.Header().Set("Location", v.URL)
	writeJSON(w, http.StatusCreated, v)
}

func (h todos) clear(w http.ResponseWriter, _ *http.Request) {
	if err := h.repository.RemoveAll(); err != nil {
		fail(w, err)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

func (h todos) read(w http.ResponseWriter, r *http.Request) {
	id, ok := todo.ParseID(chi.URLParam(r, "id"))
	if ok {
		var t todo.Todo
		if t, ok = h.repository.Get(id); ok {
			writeJSON(w, http.StatusOK, viewOf(r, t))
			return
		}
	}
	unknown(w)
}

func (h todos) update(w http.ResponseWriter, r *http.Request) {
	changes, ok := readChanges(w, r, false)
	if !ok {
		return
	}
	id, ok := todo.ParseID(chi.URLParam(r, "id"))
	if !ok {
		unknown(w)
		return
	}
	changed, ok, err := h.repository.Change(id, changes)
	switch {
	case err != nil:
		fail(w, err)
	case !ok:
		unknown(w)
	default:
		writeJSON(w, http.StatusOK, viewOf(r, changed))
	}
}

func (h todos) remove(w http.ResponseWriter, r *http.Request) {
	id, ok := todo.ParseID(chi.URLParam(r, "id"))
	if !ok {
		unknown(w)
		return
	}
	ok, err := h.repository.Remove(id)
	switch {
	case err != nil:
		fail(w, err)
	case !ok:
		unknown(w)
	default:
		w.WriteHeader(http.StatusNoContent)
	}
}

// readChanges reads what a client has sent, or has answered what is wrong with it.
func readChanges(w http.ResponseWriter, r *http.Request, isNew bool) (changes []todo.Change, ok bool) {
	text, err := io.ReadAll(r.Body)
	if tooLarge := new(http.MaxBytesError); errors.As(err, &tooLarge) {
		writeProblem(w, http.StatusRequestEntityTooLarge, "The body is larger than 100 kB.", nil)
		return nil, false
	} else if err != nil {
		fail(w, err)
		return nil, false
	}
	var value any
	if err := json.Unmarshal(text, &value); err != nil {
		writeProblem(w, http.StatusBadRequest, "The body is not valid JSON.", nil)
		return nil, false
	}
	fields, isObject := value.(map[string]any)
	if !isObject {
		refuse(w, todo.Errors{"body": "must be an object"})
		return nil, false
	}
	changes, wrong := todo.Parse(fields, isNew)
	if wrong != nil {
		refuse(w, wrong)
		return nil, false
	}
	return changes, true
}

func refuse(w http.ResponseWriter, wrong todo.Errors) {
	writeProblem(w, http.StatusUnprocessableEntity, "Some fields have to be corrected.", wrong)
}

func unknown(w http.ResponseWriter) {
	writeProblem(w, http.StatusNotFound, "There is no todo with this id.", nil)
}

func fail(w http.ResponseWriter, err error) {
	slog.Error("a request failed", "error", err)
	writeProblem(w, http.StatusInternalServerError, "Something went wrong.", nil)
}

type query struct {
	completed     string
	limit, offset int
}

var digits = regexp.MustCompile(`^[0-9]{1,18}$`)

func parseQuery(values url.Values) (q query, wrong todo.Errors) {
	wrong = todo.Errors{}
	if values.Has("completed") {
		q.completed = values.Get("completed")
		if q.completed != "true" && q.completed != "false" {
			wrong["completed"] = "must be true or false"
		}
	}
	whole := func(name string, most int) (n int, sent bool) {
		text := values.Get(name)
		n, err := strconv.Atoi(text)
		if values.Has(name) && (err != nil || n > most || !digits.MatchString(text)) {
			wrong[name] = "must be a whole number that is not too large"
		}
		return n, values.Has(name)
	}
	var hasLimit bool
	q.limit, hasLimit = whole("limit", 100)
	if hasLimit && q.limit < 1 {
		wrong["limit"] = "must be a whole number from 1 to 100"
	}
	q.offset, _ = whole("offset", 1<<62)
	return q, wrong
}

func (q query) link(base, relation string, offset int) string {
	values := url.Values{"limit": {strconv.Itoa(q.limit)}, "offset": {strconv.Itoa(offset)}}
	if q.completed != "" {
		values.Set("completed", q.completed)
	}
	return fmt.Sprintf(`<%s?%s>; rel="%s"`, base, values.Encode(), relation)
}
