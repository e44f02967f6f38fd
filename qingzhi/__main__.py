"""`qingzhi` and `python -m qingzhi`."""


def main() -> None:
    from qingzhi.config.cli import run

    run()


if __name__ == "__main__":
    main()
