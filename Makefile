# Aliases only; run.py does the work and needs nothing but python3.
.PHONY: run demo test check bench lock
run:
	python3 run.py up
demo:
	python3 run.py up --demo
test check bench lock:
	python3 run.py $@
